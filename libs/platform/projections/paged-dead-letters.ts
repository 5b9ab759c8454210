import { START, type Position } from '#platform/event-store';
import type { DeadLetter, ReadModelDatabase } from './read-model-database.js';

/** Dead letters that are read at a time. */
const PAGE = 200;

/** A page at a time; by projection, then in the order of the log. */
export async function* pagedDeadLetters(
  database: Pick<ReadModelDatabase, 'deadLetters' | 'deadLetterCounts'>,
  projection?: string,
): AsyncGenerator<DeadLetter> {
  const names = projection === undefined ? (await database.deadLetterCounts()).keys() : [projection];
  for (const name of names) {
    let after: Position | undefined = START;
    while (after !== undefined) {
      const page: readonly DeadLetter[] = await database.deadLetters({ projection: name, after, limit: PAGE });
      yield* page;
      after = page.at(-1)?.position;
    }
  }
}
