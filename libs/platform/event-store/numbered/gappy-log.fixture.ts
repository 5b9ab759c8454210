import { setImmediate as nextTurn } from 'node:timers/promises';
import { assertValidAppend } from '../append.validation.js';
import { Arrivals } from '../arrivals.js';
import { EventIdConflictError, StoreClosedError, WrongExpectedRevisionError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import type {
  AppendResult,
  EventStore,
  EventStoreCapabilities,
  EventToAppend,
  ExpectedRevision,
  Position,
  RecordedEvent,
  Revision,
  StreamName,
  SubscribeOptions,
} from '../event-store.port.js';
import { assertReadLimit } from '../read.validation.js';
import { streamRange } from '../stream-range.js';

export const GAPPY_CAPABILITIES: EventStoreCapabilities = {
  engine: 'eventstoredb',
  contiguousPositions: false,
  durable: true,
  eventIdsUniqueAcrossStreams: false,
  severalWriters: true,
};

/**
 * A log server in memory as EventStoreDB is one: positions with gaps, ids that are looked at only where an append says
 * its exact revision, and times that each client takes from its own clock. Every client is a connection of its own.
 */
export class GappyLog {
  readonly events: RecordedEvent[] = [];
  readonly arrivals = new Arrivals();
  /** Clients get nothing new from their subscriptions while it is on. */
  isHeldBack = false;
  /** Subscriptions that were begun, and reads of the log. */
  readonly calls = { subscribe: 0, readAll: 0, head: 0 };
  readonly #streams = new Map<StreamName, RecordedEvent[]>();

  connect(clock: () => Date = () => new Date()): GappyClient {
    return new GappyClient(this, clock);
  }

  stream(name: StreamName): readonly RecordedEvent[] {
    return this.#streams.get(name) ?? [];
  }

  after(position: Position): readonly RecordedEvent[] {
    return this.events.slice(this.#indexAfter(position));
  }

  append(
    name: StreamName,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
    recordedAt: string,
  ): AppendResult {
    const stream = this.#streams.get(name) ?? [];
    const last = stream.at(-1)?.revision;
    const first = typeof expected === 'number' ? expected + 1 : expected === 'none' ? 0 : undefined;
    const there = first === undefined ? [] : stream.slice(first, first + events.length);
    if (events.length > 0 && there.length === events.length && there.every(({ id }, at) => id === events[at]?.id)) {
      const other = there.find((event, at) => !isSameContent(event, events[at]));
      if (other) throw new EventIdConflictError(name, other.id);
      return resultOf(there);
    }
    const isMet =
      expected === 'any' || (expected === 'exists' ? last !== undefined : (first ?? 0) === (last ?? -1) + 1);
    if (!isMet) throw new WrongExpectedRevisionError(name, expected, last);
    const written = events.map(({ id, type, data, metadata }, at): RecordedEvent => {
      const revision = ((last ?? -1) + 1 + at) as Revision;
      const position = ((this.events.at(-1)?.position ?? 0) + 3 + ((this.events.length + at) % 5)) as Position;
      const recorded = {
        id,
        type,
        data: data.slice(),
        metadata: metadata.slice(),
        stream: name,
        revision,
        position,
        recordedAt,
      };
      this.events.push(recorded);
      return recorded;
    });
    this.#streams.set(name, [...stream, ...written]);
    this.arrivals.announce();
    return resultOf(written);
  }

  #indexAfter(position: Position): number {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.events[middle]?.position ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The server looks at ids only; the adapter over it sees to the content. */
function isSameContent(recorded: RecordedEvent, event: EventToAppend | undefined): boolean {
  return (
    event !== undefined &&
    recorded.type === event.type &&
    Buffer.compare(recorded.data, event.data) === 0 &&
    Buffer.compare(recorded.metadata, event.metadata) === 0
  );
}

function resultOf(events: readonly RecordedEvent[]): AppendResult {
  const [first, last] = [events.at(0), events.at(-1)];
  if (first === undefined || last === undefined) throw new Error('An append without events.');
  const { position, recordedAt } = last;
  // A server that was sent the same again does not say so.
  return { firstRevision: first.revision, lastRevision: last.revision, position, recordedAt, repeated: false };
}

export class GappyClient implements EventStore {
  readonly capabilities = GAPPY_CAPABILITIES;
  readonly #closing = new AbortController();

  constructor(
    private readonly server: GappyLog,
    private readonly clock: () => Date,
  ) {}

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    assertValidAppend(stream, expected, events);
    await this.#roundTrip();
    const result = this.server.append(stream, expected, events, this.clock().toISOString());
    await this.#roundTrip();
    return result;
  }

  async *readStream(...[stream, options = {}]: Parameters<EventStore['readStream']>) {
    await this.#roundTrip();
    const events = this.server.stream(stream);
    const { direction, lowest, highest, limit } = streamRange(options, (events.length - 1) as Revision);
    const covered = events.slice(lowest, highest + 1);
    yield* this.#eachOf((direction === 'forwards' ? covered : covered.toReversed()).slice(0, limit));
  }

  async *readAll({ after, limit = Number.MAX_SAFE_INTEGER }: Parameters<EventStore['readAll']>[0]) {
    assertReadLimit('limit', limit, 0);
    this.server.calls.readAll += 1;
    await this.#roundTrip();
    yield* this.#eachOf(this.server.after(after).slice(0, limit));
  }

  async *subscribe({ after, signal, batchSize = 512 }: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[]> {
    this.server.calls.subscribe += 1;
    const ended = AbortSignal.any([signal, this.#closing.signal]);
    for (let reached = after; !signal.aborted;) {
      await this.#roundTrip();
      const batch = this.server.isHeldBack ? [] : this.server.after(reached).slice(0, batchSize);
      reached = batch.at(-1)?.position ?? reached;
      if (batch.length > 0 && !signal.aborted) yield batch;
      else await this.server.arrivals.next(ended);
    }
  }

  async positionOf(): Promise<never> {
    throw new Error('The store above knows where events are.');
  }

  async head(): Promise<Position> {
    this.server.calls.head += 1;
    await this.#roundTrip();
    return this.server.events.at(-1)?.position ?? START;
  }

  async eventTypes(): Promise<never> {
    throw new Error('The store above knows all types.');
  }

  async close(): Promise<void> {
    this.#closing.abort();
  }

  *#eachOf(events: readonly RecordedEvent[]): Generator<RecordedEvent, void> {
    for (const event of events) {
      this.#assertOpen();
      yield event;
    }
  }

  async #roundTrip(): Promise<void> {
    this.#assertOpen();
    await nextTurn();
    this.#assertOpen();
  }

  #assertOpen(): void {
    if (this.#closing.signal.aborted) throw new StoreClosedError();
  }
}
