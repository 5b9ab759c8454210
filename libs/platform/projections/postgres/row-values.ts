import type { SqlValue } from '../table.js';

/** As SQL compares what is not null. */
export function compareValues(held: SqlValue, wanted: SqlValue | undefined): boolean {
  return held !== null && held === wanted;
}

/** As SQL adds: to nothing, nothing is added. */
export function sumOf(held: SqlValue | undefined, increment: SqlValue | undefined): SqlValue {
  return typeof held === 'number' && typeof increment === 'number' ? held + increment : null;
}
