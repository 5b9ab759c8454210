import type { Position, RecordedEvent } from '#platform/event-store';

/**
 * Whose events are replayed: all, or only those of streams that belong to one of some organisations or to none at all.
 * A stream belongs to every organisation that one of its events names.
 */
export type Scope = 'all' | { readonly organisations: readonly string[] };

/** Which events of the log some projections need. */
export interface EventSelection {
  readonly upTo: Position;
  readonly scope: Scope;
  /** Names of events, `<context>.<EventName>`; `undefined` for every event. */
  readonly names: ReadonlySet<string> | undefined;
}

/** Finds events of the past in the log. */
export interface PastEvents {
  /** How many events would have to be read, at most: found without reading them. */
  count(selection: EventSelection): Promise<number>;
  /** At least the events selected, in the order of the log, in batches. */
  read(selection: EventSelection, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]>;
}

/** Events between two turns of the event loop: some ten milliseconds of work. */
export const BATCH = 64;

/** Cuts a sequence of events into batches. */
export async function* inBatches(
  events: AsyncIterable<RecordedEvent> | Iterable<RecordedEvent>,
): AsyncGenerator<readonly RecordedEvent[]> {
  let batch: RecordedEvent[] = [];
  for await (const event of events) {
    batch.push(event);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
