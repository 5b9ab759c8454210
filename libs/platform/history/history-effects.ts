import { sql } from 'kysely';
import type { RecordedEvent } from '#platform/event-store';
import { eventKeyOf } from './event-key.js';
import { eventAt, isEffectiveBy, type Log } from './history-candidates.js';
import type { HistoryPast } from './history-past.js';

const MOST_EFFECTS = 50;
/** Rows of one key that are looked through: other causes can share it. */
const MOST_LOOKED_THROUGH = 1_000;

/** What the causes, events or commands, made happen. */
export async function effectsOf(
  causes: readonly string[],
  past: HistoryPast,
  { store, codec }: Log,
): Promise<readonly RecordedEvent[]> {
  const effects: RecordedEvent[] = [];
  for (const position of await positionsOf(causes, past)) {
    const event = await eventAt(store, position);
    const head = codec.headOf(event);
    const { causationId } = head.metadata;
    if (causationId === undefined || !causes.includes(causationId)) continue;
    if (isEffectiveBy(head, past.effectiveBy)) effects.push(event);
    if (effects.length === MOST_EFFECTS) break;
  }
  return effects;
}

async function positionsOf(causes: readonly string[], { index, upTo }: HistoryPast) {
  const keys = JSON.stringify(causes.map(eventKeyOf));
  const rows = await index
    .selectFrom('event_index')
    .select('position')
    .where('causationKey', 'in', sql<number>`(select value from json_each(${keys}))`)
    .where('position', '<=', upTo)
    .orderBy('position')
    .limit(MOST_LOOKED_THROUGH)
    .execute();
  return rows.map(({ position }) => position as RecordedEvent['position']);
}
