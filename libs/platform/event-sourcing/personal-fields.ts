import { z } from 'zod';
import type { JsonValue } from '#platform/values';

/**
 * How long data about persons is kept, by the reason for keeping it. Periods are configuration; the class is part of
 * the declaration.
 * - `officer-in-office`: what identifies somebody who acted in office; evidence, kept long.
 * - `contact-details`: how a person is reached.
 * - `enquirer`: who asked, and what an answer says about them.
 * - `free-text`: what was written about persons in a record's own words.
 */
export const RETENTION_CLASSES = ['officer-in-office', 'contact-details', 'enquirer', 'free-text'] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/**
 * Whose data a field holds. The subject's id is, in this order: the stream (`officer-<uuid>`; for a record such as
 * `contact-<uuid>`, the persons told of in its free text), the value at a path within `data`, or both with a slash
 * between (`recipient-list-<uuid>/7`).
 */
export type PersonalSubject =
  | { readonly from: 'stream' }
  | { readonly from: 'data'; readonly path: readonly string[] }
  | { readonly from: 'stream-and-data'; readonly path: readonly string[] };

/** A field that says something about a person: sealed with that person's key before it is stored. */
export interface PersonalField {
  /** Path within `data`; arrays on the way are passed through. The whole value at its end is sealed; null is not. */
  readonly path: readonly string[];
  /** Where the paths of field and subject go the same way, they go through the same element of an array. */
  readonly subject: PersonalSubject;
  readonly retention: RetentionClass;
  /**
   * The person is reached by it, whatever the reason for keeping it: shown with the person, never in histories.
   * `contact-details` always are.
   */
  readonly reaches?: true;
  /** What the field reads as when its key is gone; `FORGOTTEN` when left out. Never undefined. */
  readonly whenForgotten?: JsonValue;
}

/** The id of a data subject: never holds personal data itself. */
export type SubjectId = string;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const SUBJECT_ID = new RegExp(`^[a-z]+(-[a-z]+)*-${UUID}(/[A-Za-z0-9-]{1,100})?$`);

export function isSubjectId(value: unknown): value is SubjectId {
  return typeof value === 'string' && SUBJECT_ID.test(value);
}

export const subjectIdSchema = z
  .string()
  .max(300)
  .regex(SUBJECT_ID, 'must be the id of a data subject, such as officer-<uuid> or recipient-list-<uuid>/7');

/** What is wrong with the declarations of one event. */
export function personalFaults(fields: readonly PersonalField[]): string[] {
  const faults: string[] = [];
  for (const [index, { path, subject }] of fields.entries()) {
    const name = path.join('.');
    if (path.length === 0) faults.push('a personal field has no path');
    if (subject.from !== 'stream' && subject.path.length === 0) faults.push(`the subject of ${name} has no path`);
    for (const other of fields.slice(index + 1)) {
      if (isWithin(path, other.path) || isWithin(other.path, path)) {
        faults.push(`the personal fields ${name} and ${other.path.join('.')} lie within one another`);
      }
    }
    for (const other of fields) {
      if (subject.from !== 'stream' && isWithin(subject.path, other.path)) {
        faults.push(`the subject of ${name} lies within the personal field ${other.path.join('.')}`);
      }
    }
  }
  return faults;
}

function isWithin(path: readonly string[], other: readonly string[]): boolean {
  return other.every((name, index) => path[index] === name);
}
