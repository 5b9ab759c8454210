import type { EventId, ExpectedRevision, Revision, StreamName } from './event-store.port.js';

/** Base of every fault that an event store reports on purpose. */
export abstract class EventStoreError extends Error {
  override readonly name: string = this.constructor.name;
}

export class WrongExpectedRevisionError extends EventStoreError {
  constructor(
    readonly stream: StreamName,
    readonly expected: ExpectedRevision,
    /** `undefined` when the stream does not exist. */
    readonly actual: Revision | undefined,
  ) {
    super(`Stream ${stream}: expected revision ${expected}, but it is ${actual ?? 'not there'}.`);
  }
}

/** The id is in the log already, with other content or in another place. */
export class EventIdConflictError extends EventStoreError {
  constructor(
    readonly stream: StreamName,
    readonly eventId: EventId,
  ) {
    super(`Event id ${eventId} is in the log already with other content (append to stream ${stream}).`);
  }
}

export class InvalidAppendError extends EventStoreError {}

export class InvalidReadError extends EventStoreError {}

/** No space left: nothing was written, reads go on, and appends succeed again once there is space. */
export class StorageFullError extends EventStoreError {
  constructor(what: 'event log' | 'key store' = 'event log') {
    super(`The ${what} cannot grow: no space is left on its disk. Nothing was written.`);
  }
}

export class StoreClosedError extends EventStoreError {
  constructor() {
    super('The event store is closed.');
  }
}
