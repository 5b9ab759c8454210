import type { PersonalField, RetentionClass } from './personal-fields.js';

/**
 * Texts in which a record may tell of persons, by their paths (`outcome.text`). Whoever they tell of is not known one by
 * one: the record stands for them, and its texts are erased together.
 */
export function textsOnPersons(
  paths: readonly string[],
  retention: RetentionClass = 'free-text',
): readonly PersonalField[] {
  return paths.map((path) => ({ path: path.split('.'), subject: { from: 'stream' }, retention }));
}

/** As `textsOnPersons`, of one numbered part of a record: a comment, an appointment. */
export function textsOnPersonsOf(part: string, paths: readonly string[]): readonly PersonalField[] {
  return paths.map((path) => ({
    path: path.split('.'),
    subject: { from: 'stream-and-data', path: [part] },
    retention: 'free-text',
  }));
}
