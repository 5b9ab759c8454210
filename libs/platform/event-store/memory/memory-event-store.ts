import { decideAppend, errorOf } from '../append.decision.js';
import { assertValidAppend } from '../append.validation.js';
import { Arrivals } from '../arrivals.js';
import { StoreClosedError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import type {
  AppendResult,
  EventId,
  EventStore,
  EventStoreCapabilities,
  EventToAppend,
  ExpectedRevision,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  Revision,
  StreamName,
  SubscribeOptions,
} from '../event-store.port.js';
import { followLog } from '../log-subscription.js';
import { PagedEvents } from '../paged-events.js';
import { assertReadLimit } from '../read.validation.js';
import { RecordingClock } from '../recording-clock.js';
import { streamRange } from '../stream-range.js';

export interface MemoryEventStoreOptions {
  /** Default: the system clock. */
  readonly clock?: () => Date;
}

/** An event store that ends with the process: for tests, and for replaying a part of the past on its own. */
export class MemoryEventStore implements EventStore {
  readonly capabilities: EventStoreCapabilities = {
    engine: 'memory',
    contiguousPositions: true,
    durable: false,
    eventIdsUniqueAcrossStreams: true,
    severalWriters: false,
  };
  readonly #log: RecordedEvent[] = [];
  readonly #streams = new Map<StreamName, RecordedEvent[]>();
  readonly #types = new Set<string>();
  readonly #byId = new Map<string, RecordedEvent>();
  readonly #arrivals = new Arrivals();
  readonly #recording = new RecordingClock(undefined);
  readonly #clock: () => Date;
  #closed = false;

  constructor(options: MemoryEventStoreOptions = {}) {
    this.#clock = options.clock ?? (() => new Date());
  }

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    this.#assertOpen();
    assertValidAppend(stream, expected, events);
    const request = { stream, expected, events };
    const last = this.#streams.get(stream)?.at(-1)?.revision;
    const decision = decideAppend(
      request,
      last,
      events.map((event) => this.#byId.get(event.id)),
    );
    switch (decision.kind) {
      case 'write':
        return this.#write(stream, decision.firstRevision, events);
      case 'repeated':
        return decision.result;
      default:
        throw errorOf(request, decision);
    }
  }

  readStream(stream: StreamName, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    this.#assertOpen();
    const events = this.#streams.get(stream) ?? [];
    const last = events.at(-1)?.revision;
    const { direction, lowest, highest, limit } = streamRange(options, last ?? (-1 as Revision));
    const covered = events.slice(lowest, highest + 1);
    if (direction === 'backwards') covered.reverse();
    return this.#once(covered.slice(0, limit));
  }

  readAll({ after, limit = Number.MAX_SAFE_INTEGER }: ReadAllOptions): AsyncIterable<RecordedEvent> {
    this.#assertOpen();
    assertReadLimit('after', after, START);
    assertReadLimit('limit', limit, 0);
    return this.#once(this.#log.slice(after, after + limit));
  }

  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    this.#assertOpen();
    const readPage = (after: Position, limit: number): readonly RecordedEvent[] => {
      this.#assertOpen();
      return this.#log.slice(after, after + limit);
    };
    return followLog({ readPage, arrivals: this.#arrivals }, options);
  }

  async positionOf(id: EventId): Promise<Position | undefined> {
    this.#assertOpen();
    return this.#byId.get(id)?.position;
  }

  async head(): Promise<Position> {
    this.#assertOpen();
    return this.#log.at(-1)?.position ?? START;
  }

  async eventTypes(): Promise<readonly string[]> {
    this.#assertOpen();
    return [...this.#types];
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#arrivals.announce();
  }

  #write(stream: StreamName, firstRevision: Revision, events: readonly EventToAppend[]): AppendResult {
    const recordedAt = this.#recording.record(this.#clock().toISOString());
    const inStream = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, inStream);
    for (const { id, type, data, metadata } of events) {
      const recorded: RecordedEvent = {
        id,
        type,
        // The caller may reuse its buffers.
        data: new Uint8Array(data),
        metadata: new Uint8Array(metadata),
        stream,
        revision: inStream.length as Revision,
        position: (this.#log.length + 1) as Position,
        recordedAt,
      };
      inStream.push(recorded);
      this.#log.push(recorded);
      this.#byId.set(id, recorded);
      this.#types.add(type);
    }
    this.#arrivals.announce();
    return {
      firstRevision,
      lastRevision: (inStream.length - 1) as Revision,
      position: this.#log.length as Position,
      recordedAt,
      repeated: false,
    };
  }

  #once(events: readonly RecordedEvent[]): AsyncIterable<RecordedEvent> {
    let page = events;
    return new PagedEvents(() => {
      this.#assertOpen();
      const next = page;
      page = [];
      return next;
    });
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreClosedError();
  }
}
