import type {
  AppendResult,
  EventId,
  ExpectedRevision,
  Position,
  ReadStreamOptions,
  Revision,
  StreamName,
} from '../../libs/platform/event-store/index.js';

/**
 * What clients of a log did, and what they were told: enough to decide afterwards whether the log kept its promises.
 * Moments are nanoseconds of the machine's monotonic clock, which all its processes share.
 */
export interface History {
  /** Where the log was before the first operation. */
  readonly start: Position;
  readonly operations: readonly Operation[];
  /** Everything after `start`, read when all was over: the order that every operation is held against. */
  readonly log: readonly SeenEvent[];
}

export type Operation =
  | AppendOperation
  | ReadStreamOperation
  | ReadAllOperation
  | HeadOperation
  | PositionOperation
  | TypesOperation
  | SubscribeOperation;

interface Invoked {
  /** Who asked: one client, which does one thing after the other. */
  readonly session: string;
  readonly invokedAt: number;
}

interface Answered extends Invoked {
  readonly answeredAt: number;
}

/** An event as plain values; its content by digest. */
export interface SeenEvent {
  readonly id: EventId;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly position: Position;
  readonly recordedAt: string;
  readonly type: string;
  readonly digest: string;
}

export interface SentEvent {
  readonly id: EventId;
  readonly type: string;
  readonly digest: string;
}

export interface AppendOperation extends Answered {
  readonly kind: 'append';
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly events: readonly SentEvent[];
  readonly outcome: AppendOutcome;
}

export type AppendOutcome =
  | { readonly kind: 'done'; readonly result: AppendResult }
  | { readonly kind: 'wrong-revision'; readonly actual: Revision | undefined }
  | { readonly kind: 'id-conflict'; readonly eventId: EventId }
  /** Nothing was written: the disk was full, or the request was malformed. */
  | { readonly kind: 'refused'; readonly error: string }
  /** No answer, or one that tells nothing: the events may be in the log or not, all or none. */
  | { readonly kind: 'unknown'; readonly error: string };

export interface ReadStreamOperation extends Answered {
  readonly kind: 'read-stream';
  readonly stream: StreamName;
  readonly options: ReadStreamOptions;
  readonly events: readonly SeenEvent[];
}

export interface ReadAllOperation extends Answered {
  readonly kind: 'read-all';
  readonly after: Position;
  readonly limit: number | undefined;
  readonly events: readonly SeenEvent[];
}

export interface HeadOperation extends Answered {
  readonly kind: 'head';
  readonly head: Position;
}

export interface PositionOperation extends Answered {
  readonly kind: 'position-of';
  readonly id: EventId;
  readonly position: Position | undefined;
}

export interface TypesOperation extends Answered {
  readonly kind: 'event-types';
  readonly types: readonly string[];
}

export interface SubscribeOperation extends Invoked {
  readonly kind: 'subscribe';
  readonly after: Position;
  readonly batchSize: number;
  readonly batches: readonly { readonly at: number; readonly events: readonly SeenEvent[] }[];
  /** How far it was given the time to come; `undefined` when it was ended before, or broke off. */
  readonly mustReach: Position | undefined;
}
