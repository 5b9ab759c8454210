import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { EventCodec, EventHead } from '#platform/event-sourcing';
import type { EventStore, Position, RecordedEvent, StreamName } from '#platform/event-store';
import { isAmong, listOf } from '#platform/queries';
import { epochMilliseconds, type Instant } from '#platform/working-days';
import { eventKeyOf } from './event-key.js';
import type { HistoryPast } from './history-past.js';
import type { HistoryPlace } from './history-cursor.js';
import type { HistoryFilter, HistorySearch } from './history.search.js';

export interface Log {
  readonly store: EventStore;
  readonly codec: EventCodec;
}

const INDEX_ROWS = 200;
/**
 * Positions looked through at a time where no index leads straight to the events: the service does nothing else
 * meanwhile.
 */
const WINDOW = 20_000;

/**
 * Where the events of a search may be, in its order, from behind a place on. Which of them meet the search is seen by
 * `meets` on the events themselves; `undefined` says that some have been looked through and none was found.
 */
export async function* candidates(
  past: HistoryPast,
  log: Log,
  search: HistorySearch,
  from: HistoryPlace | undefined,
): AsyncGenerator<RecordedEvent | undefined> {
  if (search.scope.kind === 'object') yield* ofStream(past, log, search, from);
  else yield* ofIndex(past, log, search, from);
}

/** Whether an event had taken effect by then; `undefined` asks for all. */
export function isEffectiveBy({ metadata, recordedAt }: EventHead, by: Instant | undefined): boolean {
  return by === undefined || Date.parse(metadata.effectiveAt ?? recordedAt) <= epochMilliseconds(by);
}

export function meets({ storedType, metadata, recordedAt, stream }: EventHead, search: HistorySearch): boolean {
  const { scope, filter, storedTypes } = search;
  const { actor, effectiveAt = recordedAt, correlationId } = metadata;
  const { parties } = filter;
  return (
    isWithin(scope, metadata, stream) &&
    (!storedTypes || storedTypes.includes(storedType)) &&
    (!parties || parties.includes(actor.party.id)) &&
    (!filter.correlationId || correlationId === filter.correlationId) &&
    isBetween(recordedAt, filter.recordedFrom, filter.recordedBefore) &&
    isBetween(effectiveAt, filter.effectiveFrom, filter.effectiveBefore)
  );
}

function isWithin(scope: HistorySearch['scope'], metadata: EventHead['metadata'], stream: string): boolean {
  switch (scope.kind) {
    case 'partnership':
      return metadata.partnershipId === scope.id;
    case 'organisation':
      return metadata.organisationId === scope.id;
    case 'officer':
      return metadata.actor.officerId === scope.id;
    case 'object':
      return stream === scope.id;
    case 'everything':
      return true;
  }
}

function isBetween(moment: string, from: string | null | undefined, before: string | null | undefined): boolean {
  const at = Date.parse(moment);
  return (!from || at >= Date.parse(from)) && (!before || at < Date.parse(before));
}

async function* ofStream(
  { upTo }: HistoryPast,
  { store }: Log,
  { scope, newestFirst }: HistorySearch,
  from: HistoryPlace | undefined,
): AsyncGenerator<RecordedEvent> {
  if (scope.kind !== 'object') return;
  const stream = scope.id as StreamName;
  const next = from === undefined ? undefined : from.revision + (newestFirst ? -1 : 1);
  if (next !== undefined && next < 0) return;
  const direction = newestFirst ? 'backwards' : 'forwards';
  const options = { direction, ...(next !== undefined && { from: next as RecordedEvent['revision'] }) } as const;
  for await (const event of store.readStream(stream, options)) if (event.position <= upTo) yield event;
}

async function* ofIndex(
  past: HistoryPast,
  { store }: Log,
  search: HistorySearch,
  from: HistoryPlace | undefined,
): AsyncGenerator<RecordedEvent | undefined> {
  const { newestFirst } = search;
  const isIndexed = search.scope.kind !== 'everything' && !search.storedTypes && conditions(search.filter).length === 0;
  // Both exclusive.
  let low = newestFirst ? 0 : (from?.position ?? 0);
  let high = Math.min(past.upTo + 1, newestFirst ? (from?.position ?? Infinity) : Infinity);
  while (high - low > 1) {
    const [windowLow, windowHigh] = isIndexed ? [low, high] : windowOf(low, high, newestFirst);
    const positions = await indexedPositions(past, search, windowLow, windowHigh);
    for (const position of positions) yield await eventAt(store, position);
    const isFull = positions.length === INDEX_ROWS;
    const last = positions.at(-1);
    if (newestFirst) high = isFull && last !== undefined ? last : windowLow + 1;
    else low = isFull && last !== undefined ? last : windowHigh - 1;
    if (positions.length > 0) continue;
    yield undefined;
    await nextTurn();
  }
}

function windowOf(low: number, high: number, newestFirst: boolean): readonly [low: number, high: number] {
  return newestFirst ? [Math.max(low, high - 1 - WINDOW), high] : [low, Math.min(high, low + 1 + WINDOW)];
}

async function indexedPositions(
  { index }: HistoryPast,
  { scope, filter, newestFirst, storedTypes }: HistorySearch,
  low: number,
  high: number,
): Promise<readonly Position[]> {
  let query = index
    .selectFrom('event_index')
    .select('position')
    .where('position', '>', low)
    .where('position', '<', high)
    .orderBy('position', newestFirst ? 'desc' : 'asc')
    .limit(INDEX_ROWS);
  const column = COLUMNS[scope.kind];
  if (column && 'id' in scope) query = query.where(column, '=', eventKeyOf(scope.id));
  if (storedTypes) query = query.where('type', 'in', listOf(storedTypes));
  for (const condition of conditions(filter)) query = query.where(condition);
  const rows = await query.execute();
  return rows.map(({ position }) => position as Position);
}

const COLUMNS = {
  partnership: 'partnershipKey',
  organisation: 'organisationKey',
  officer: 'officerKey',
  object: undefined,
  everything: undefined,
} as const;

/** What the index can say of the filter; the rest is seen on the event. */
function conditions({ parties, correlationId, recordedFrom, recordedBefore }: HistoryFilter) {
  const found: RawBuilder<SqlBool>[] = [];
  if (parties) found.push(isAmong(sql.ref('partyKey'), parties.map(eventKeyOf)));
  if (correlationId) found.push(sql<SqlBool>`"correlationKey" = ${eventKeyOf(correlationId)}`);
  if (recordedFrom) found.push(sql<SqlBool>`"recordedAt" >= ${epochMilliseconds(recordedFrom)}`);
  if (recordedBefore) found.push(sql<SqlBool>`"recordedAt" < ${epochMilliseconds(recordedBefore)}`);
  return found;
}

/** @throws when the log has no event there: the index is of another log */
export async function eventAt(store: EventStore, position: Position): Promise<RecordedEvent> {
  for await (const event of store.readAll({ after: (position - 1) as Position, limit: 1 })) {
    if (event.position === position) return event;
  }
  throw new Error(`The log has no event at position ${position}, which the index holds.`);
}
