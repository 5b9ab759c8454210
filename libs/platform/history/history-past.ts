import type { Kysely } from 'kysely';
import { systemCaller } from '#platform/access';
import type { Engine } from '#platform/engine';
import type { Position } from '#platform/event-store';
import type { RequestReads } from '#platform/graphql';
import type { Instant } from '#platform/working-days';
import type { EventIndexTables } from './event-index.tables.js';

/** How far a history goes, and the index to find its events by. */
export interface HistoryPast extends Disposable {
  readonly upTo: Position;
  /** Only what had taken effect by then counts; `undefined` where all of it does. */
  readonly effectiveBy: Instant | undefined;
  readonly index: Kysely<EventIndexTables>;
}

const READER = systemCaller('history');

/**
 * How far the history of a request goes: as far as everything else that the request reads. Rows of the index never
 * change, so that those of an earlier moment are among those of now: nothing is replayed for them.
 */
export async function pastOf(reads: RequestReads, { sessions }: Pick<Engine, 'sessions'>): Promise<HistoryPast> {
  const session = await reads.session();
  const upTo = session.position;
  if (!reads.past) {
    return {
      upTo,
      effectiveBy: undefined,
      index: session.tables<EventIndexTables>(),
      [Symbol.dispose]: () => undefined,
    };
  }
  const now = await sessions.open(READER);
  return {
    upTo,
    effectiveBy: reads.past.moment.effectiveBy,
    index: now.tables<EventIndexTables>(),
    [Symbol.dispose]: () => now[Symbol.dispose](),
  };
}
