import type { EventId, Position, Revision, StreamName } from '../../libs/platform/event-store/index.js';
import type { AppendOperation, History, SeenEvent } from './history.js';

/** The log at the end of a history, with what every rule looks up in it. */
export class CheckedLog {
  readonly events: readonly SeenEvent[];
  readonly start: Position;
  readonly #byId = new Map<EventId, SeenEvent>();
  readonly #streams = new Map<StreamName, SeenEvent[]>();
  readonly #indexOfId = new Map<EventId, number>();
  /** Ids of the last events of appends. */
  readonly #ends = new Set<EventId>();
  readonly #sentFirstAt = new Map<EventId, number>();
  readonly #ceilings: { readonly at: number; readonly position: Position }[] = [];

  constructor({ start, log, operations }: History) {
    this.start = start;
    this.events = log;
    for (const [index, event] of log.entries()) {
      if (this.#byId.has(event.id)) continue;
      this.#byId.set(event.id, event);
      this.#indexOfId.set(event.id, index);
      const stream = this.#streams.get(event.stream);
      if (stream) stream.push(event);
      else this.#streams.set(event.stream, [event]);
    }
    for (const operation of operations) if (operation.kind === 'append') this.#addAppend(operation);
    this.#fillCeilings();
  }

  find(id: EventId): SeenEvent | undefined {
    return this.#byId.get(id);
  }

  stream(name: StreamName): readonly SeenEvent[] {
    return this.#streams.get(name) ?? [];
  }

  /** Also in a stream with gaps, which another rule is there to find. */
  at(name: StreamName, revision: Revision): SeenEvent | undefined {
    const events = this.stream(name);
    const found = events[lowerBound(events, (event) => event.revision >= revision)];
    return found?.revision === revision ? found : undefined;
  }

  /** The events after a position, up to another one. */
  countUpTo(after: Position, upTo: Position): number {
    return Math.max(0, this.#indexAfter(upTo) - this.#indexAfter(after));
  }

  /** `count` events after a position. */
  slice(after: Position, count: number): readonly SeenEvent[] {
    const index = this.#indexAfter(after);
    return this.events.slice(index, index + count);
  }

  /** The last revision that a stream had when the log ended at a position. */
  revisionAt(stream: StreamName, position: Position): Revision | undefined {
    const events = this.stream(stream);
    return events[lowerBound(events, (event) => event.position > position) - 1]?.revision;
  }

  endsAppend(id: EventId): boolean {
    return this.#ends.has(id);
  }

  /** When this event was sent for the first time; `undefined` when nobody sent it. */
  sentFirstAt(id: EventId): number | undefined {
    return this.#sentFirstAt.get(id);
  }

  /** The log cannot have been beyond this position at a moment, because nobody had sent what follows. */
  ceilingAt(moment: number): Position {
    const index = lowerBound(this.#ceilings, ({ at }) => at >= moment);
    return this.#ceilings[index - 1]?.position ?? this.start;
  }

  /** The events of an append as the log has them, when it has all of them, one after the other and unchanged. */
  whole({ stream, events }: AppendOperation): readonly SeenEvent[] | undefined {
    const first = events[0] && this.#indexOfId.get(events[0].id);
    if (first === undefined) return undefined;
    const found = this.events.slice(first, first + events.length);
    const isWhole =
      found.length === events.length &&
      found.every((event, index) => {
        const sent = events[index];
        return event.id === sent?.id && event.digest === sent.digest && event.stream === stream;
      });
    return isWhole ? found : undefined;
  }

  #indexAfter(position: Position): number {
    return lowerBound(this.events, (event) => event.position > position);
  }

  #addAppend(operation: AppendOperation): void {
    for (const { id } of operation.events) {
      const earlier = this.#sentFirstAt.get(id);
      if (earlier === undefined || operation.invokedAt < earlier) this.#sentFirstAt.set(id, operation.invokedAt);
    }
    const last = this.whole(operation)?.at(-1);
    if (last) this.#ends.add(last.id);
  }

  #fillCeilings(): void {
    const sent = this.events
      .map(({ id, position }) => ({ at: this.#sentFirstAt.get(id) ?? 0, position }))
      .sort((a, b) => a.at - b.at);
    let highest = this.start;
    for (const { at, position } of sent) {
      if (position > highest) highest = position;
      this.#ceilings.push({ at, position: highest });
    }
  }
}

/** The first index whose item meets a condition that, once met, stays met. */
export function lowerBound<Item>(items: readonly Item[], meets: (item: Item) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && meets(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
