import type { EventId, Position, Revision, StreamName } from '#platform/event-store';
import type { Actor, EventShape } from './decider.js';

/** Everything recorded with an event besides its data. */
export interface EventMetadata {
  readonly actor: Actor;
  /** The command (idempotency key) that caused the event. */
  readonly commandId: string;
  readonly commandType: string;
  /** Keyed digest of the command's input: tells a repeated command from a reused key. */
  readonly fingerprint: string;
  /** The same for everything that one request or one process run caused. */
  readonly correlationId: string;
  /** The event or command that made this command happen. */
  readonly causationId?: string;
  /** Business time, where it differs from the time of recording. */
  readonly effectiveAt?: string;
  readonly organisationId?: string;
  readonly partnershipId?: string;
}

/** A recorded event, decoded and brought up to the current version. */
export interface StoredEvent<Event extends EventShape = EventShape> {
  readonly id: EventId;
  readonly context: string;
  readonly type: Event['type'];
  readonly data: Event['data'];
  readonly metadata: EventMetadata;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly position: Position;
  readonly recordedAt: string;
}

/** What is recorded with an event besides its data, which is not read: the same for events of every type. */
export interface EventHead extends Pick<
  StoredEvent,
  'id' | 'metadata' | 'stream' | 'revision' | 'position' | 'recordedAt'
> {
  /** As it was stored: `<context>.<EventName>.v<N>`, which may be older than the current version. */
  readonly storedType: string;
}

/** `StoredEvent` of every member of a union, so that `switch (event.type)` narrows `data`. */
export type StoredEventOf<Event extends EventShape> = Event extends EventShape ? StoredEvent<Event> : never;
