import type { EventId, EventStore, Position, RecordedEvent } from '../event-store.port.js';
import type { OrdinalIndex } from './ordinal-index.js';

/** Finds events that the index knows by their ids. */
export class EventLookUp {
  constructor(
    private readonly store: EventStore,
    private readonly index: OrdinalIndex,
  ) {}

  /** For each id, the first event of the log that has it. */
  async byIds(ids: readonly EventId[]): Promise<readonly (RecordedEvent | undefined)[]> {
    const ordinals = ids.flatMap((id) => this.index.candidates(id)).toSorted((one, other) => one - other);
    if (ordinals.length === 0) return ids.map(() => undefined);
    const found = new Map<EventId, RecordedEvent>();
    for (const { first, last } of runsOf(ordinals)) {
      for (const event of await this.between(first, last)) {
        if (!found.has(event.id)) found.set(event.id, event);
      }
    }
    return ids.map((id) => found.get(id));
  }

  /** The events from one position to another, both included. */
  async between(first: Position, last: Position): Promise<readonly RecordedEvent[]> {
    const before = (first - 1) as Position;
    const events: RecordedEvent[] = [];
    const reading = { after: this.index.nativeOf(before), limit: last - before };
    for await (const event of this.store.readAll(reading)) events.push(event);
    return this.index.numberedAfter(before, events);
  }
}

/** The events of one append lie one behind the other, and are read at once. */
function runsOf(ordinals: readonly Position[]): readonly { readonly first: Position; readonly last: Position }[] {
  const runs: { first: Position; last: Position }[] = [];
  for (const ordinal of ordinals) {
    const run = runs.at(-1);
    if (run !== undefined && ordinal <= run.last + 1) run.last = ordinal;
    else runs.push({ first: ordinal, last: ordinal });
  }
  return runs;
}
