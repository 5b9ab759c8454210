/**
 * The event store port. Every engine implements it and passes the same contract suite
 * (`event-store.contract.ts`). Content is exact bytes: what an engine returns is what it was given,
 * so that the evidence ledger can commit to it.
 */

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** `<aggregate>-<uuid>`, for example `organisation-0b6f…`. It is also the public id of the object. */
export type StreamName = Branded<string, 'StreamName'>;
/** A UUID. Derived from the command id and the index of the event within the command's result. */
export type EventId = Branded<string, 'EventId'>;
/** The number of an event within its stream, counted from 0. */
export type Revision = Branded<number, 'Revision'>;
/**
 * The place of an event in the whole log. Positions grow in commit order; whether they are contiguous is
 * declared by the engine (`EventStoreCapabilities.contiguousPositions`). `START` comes before the first event.
 */
export type Position = Branded<number, 'Position'>;

export const START = 0 as Position;

/** What the caller believes about the stream it appends to. */
export type ExpectedRevision = 'any' | 'none' | 'exists' | Revision;

export interface EventToAppend {
  readonly id: EventId;
  /** `<context>.<EventName>.v<N>`. */
  readonly type: string;
  /** UTF-8 JSON, kept byte for byte. */
  readonly data: Uint8Array;
  /** UTF-8 JSON, kept byte for byte. */
  readonly metadata: Uint8Array;
}

export interface RecordedEvent extends EventToAppend {
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly position: Position;
  /** Server time of the commit, ISO 8601 UTC with milliseconds. */
  readonly recordedAt: string;
}

export interface AppendResult {
  readonly firstRevision: Revision;
  readonly lastRevision: Revision;
  /** Position of the last event appended. */
  readonly position: Position;
  /** When the events were recorded; for a repeated append, when they were recorded first. */
  readonly recordedAt: string;
  /** True when the same events (ids and content) had been appended before; nothing was written now. */
  readonly repeated: boolean;
}

export interface ReadStreamOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** First revision to return, inclusive. Default: the first (forwards) or the last (backwards). */
  readonly from?: Revision;
  /** Last revision to return, inclusive, in reading direction. */
  readonly to?: Revision;
  /** At most this many events. */
  readonly limit?: number;
}

export interface ReadAllOptions {
  /** Exclusive. */
  readonly after: Position;
  readonly limit?: number;
}

export interface SubscribeOptions {
  /** Exclusive: the first event delivered is the one after this position. */
  readonly after: Position;
  /** Ends the subscription: the iteration finishes without an error. */
  readonly signal: AbortSignal;
  /** Most events in one batch. Default 512. The next batch is read only when the consumer asks for it. */
  readonly batchSize?: number;
}

export interface EventStoreCapabilities {
  /** As the configuration and the status name it: `embedded`, not the SQLite that it stands on. */
  readonly engine: 'memory' | 'embedded' | 'postgresql' | 'eventstoredb';
  /** Positions are 1, 2, 3 … without gaps. */
  readonly contiguousPositions: boolean;
  /** Events survive the end of the process. */
  readonly durable: boolean;
  /** The same event id in another stream is noticed and refused. */
  readonly eventIdsUniqueAcrossStreams: boolean;
  /** Several processes may append at the same time. */
  readonly severalWriters: boolean;
}

export interface EventStore {
  readonly capabilities: EventStoreCapabilities;

  /**
   * Appends events to one stream, all or none. Resolves after the commit is durable.
   *
   * Repeating an append whose event ids are all in the log, in this stream, in this order and with this content
   * succeeds with the first result whatever `expected` says.
   *
   * @throws WrongExpectedRevisionError the stream is elsewhere
   * @throws EventIdConflictError an id is in the log with other content, or only some of the ids are there
   * @throws InvalidAppendError no events, a malformed name or an event over the size limit
   * @throws StorageFullError the disk is full; nothing was written and reads go on
   * @throws StoreClosedError
   */
  append(stream: StreamName, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult>;

  /** A stream that does not exist reads as empty. The read is paged inside; stopping early releases it. */
  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;

  /** Events of the whole log after a position, in position order, up to the head at the time of the call. */
  readAll(options: ReadAllOptions): AsyncIterable<RecordedEvent>;

  /**
   * Batches of events after a position, in order, without gap or repetition: first what is in the log, then what
   * comes. Back-pressure: the store reads on only when the consumer asks for the next batch.
   */
  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]>;

  /** Where the event with this id is; `undefined` when the log holds none. */
  positionOf(id: EventId): Promise<Position | undefined>;

  /** The position of the last event in the log; `START` when it is empty. */
  head(): Promise<Position>;

  /**
   * Every type of event that the log holds, in no order: so that a version which does not know one of them can tell
   * before it starts. Costs no look at the events themselves.
   */
  eventTypes(): Promise<readonly string[]>;

  /** Waits for appends under way, then releases everything. Further calls fail with StoreClosedError. */
  close(): Promise<void>;
}

/** Limits that every engine enforces alike, so that a log can move between engines. */
export const EVENT_STORE_LIMITS = {
  /** Bytes of data and metadata of one event. EventStoreDB takes 1 MiB per append. */
  eventBytes: 512 * 1024,
  eventsPerAppend: 500,
  appendBytes: 1024 * 1024 - 16 * 1024,
  streamNameLength: 200,
  eventTypeLength: 200,
} as const;
