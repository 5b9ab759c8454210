import { sql, type Expression, type SqlBool } from 'kysely';
import type { Position, StreamName } from '#platform/event-store';
import { listOf } from '#platform/queries';
import type { Session } from '#platform/sessions';
import { epochMilliseconds, type Instant } from '#platform/working-days';
import type { EventIndexTables } from './event-index.tables.js';
import { eventKeyOf } from './event-key.js';

/** What events belong to: an organisation, a partnership, or neither. */
export type EventScope =
  { readonly organisationId: string } | { readonly partnershipId: string } | { readonly belongingTo: 'nobody' };

/** A stream with how many of its events were found. */
export interface FoundStream {
  readonly stream: StreamName;
  readonly events: number;
}

type Tables = Pick<Session, 'tables'>;

/** What a scope holds, up to a position (inclusive), and of these stored types only when they are given. */
export interface EventSearch {
  readonly scope?: EventScope;
  readonly upTo: Position;
  readonly types?: readonly string[];
}

/**
 * The streams of which an event belongs to the scope. An event with another scope in one of them is possible: whoever
 * reads the stream decides by the event's own metadata. May hold a stream too many, never one too few.
 */
export async function streamsConcerning(session: Tables, search: EventSearch): Promise<readonly FoundStream[]> {
  const rows = await found(session, search)
    .select(({ fn }) => ['stream', fn.countAll<number>().as('events')])
    .groupBy('stream')
    .execute();
  return rows.map(({ stream, events }) => ({ stream: stream as StreamName, events }));
}

/** How many events there are, by stored type; a type of which there is none is left out. */
export async function eventCountsByType(session: Tables, search: EventSearch): Promise<ReadonlyMap<string, number>> {
  const rows = await found(session, search)
    .select(({ fn }) => ['type', fn.countAll<number>().as('events')])
    .groupBy('type')
    .execute();
  return new Map(rows.map(({ type, events }) => [type, events]));
}

/** The position of the last event that was recorded at or before a moment; 0 when there was none yet. */
export async function positionAt(session: Tables, moment: Instant): Promise<Position> {
  const tables = session.tables<EventIndexTables>();
  const at = epochMilliseconds(moment);
  const last = await tables.selectFrom('event_index').select('position').orderBy('position', 'desc').limit(1).execute();
  // The times never decrease with the positions, so that halving finds the place without an index over the times.
  let [before, after] = [0, (last[0]?.position ?? 0) + 1];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    // Positions may have gaps, depending on the engine: the first event from the middle on.
    const [row] = await tables
      .selectFrom('event_index')
      .select(['position', 'recordedAt'])
      .where('position', '>=', middle)
      .where('position', '<', after)
      .orderBy('position')
      .limit(1)
      .execute();
    if (!row || row.recordedAt > at) after = middle;
    else before = row.position;
  }
  return before as Position;
}

function found(session: Tables, { scope, upTo, types }: EventSearch) {
  let query = session.tables<EventIndexTables>().selectFrom('event_index').where('position', '<=', upTo);
  if (scope) query = query.where(within(scope));
  if (types) query = query.where('type', 'in', listOf(types));
  return query;
}

function within(scope: EventScope): Expression<SqlBool> {
  if ('partnershipId' in scope) return sql<SqlBool>`"partnershipKey" = ${eventKeyOf(scope.partnershipId)}`;
  if ('organisationId' in scope) return sql<SqlBool>`"organisationKey" = ${eventKeyOf(scope.organisationId)}`;
  return sql<SqlBool>`"organisationKey" is null and "partnershipKey" is null`;
}
