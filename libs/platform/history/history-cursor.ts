import { applicationError } from '#platform/graphql';
import type { Position, RecordedEvent, Revision } from '#platform/event-store';

/** The place of an event in a history: in the log, and in its stream. */
export interface HistoryPlace {
  readonly position: Position;
  readonly revision: Revision;
}

const CURSOR = /^h1\.(\d{1,15})\.(\d{1,15})$/;

export function cursorOf({ position, revision }: Pick<RecordedEvent, 'position' | 'revision'>): string {
  return Buffer.from(`h1.${position}.${revision}`).toString('base64url');
}

/** @throws BAD_USER_INPUT */
export function placeOf(cursor: string | null | undefined): HistoryPlace | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const found = CURSOR.exec(Buffer.from(cursor.slice(0, 100), 'base64url').toString('utf8'));
  if (found) return { position: Number(found[1]) as Position, revision: Number(found[2]) as Revision };
  throw applicationError('BAD_USER_INPUT', 'after is not a cursor of a history. Use the endCursor of the page before.');
}
