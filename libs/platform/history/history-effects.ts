import type { RecordedEvent } from '#platform/event-store';
import { listOf } from '#platform/queries';
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
  const rows = await index
    .selectFrom('event_index')
    .select('position')
    .where('causationKey', 'in', listOf(causes.map(eventKeyOf)))
    .where('position', '<=', upTo)
    .orderBy('position')
    .limit(MOST_LOOKED_THROUGH)
    .execute();
  return rows.map(({ position }) => position as RecordedEvent['position']);
}
