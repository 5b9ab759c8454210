import { EventStoreError } from '../event-store.errors.js';
import type { StreamName } from '../event-store.port.js';

/** The connection string cannot be used: the message says what is wrong with it and what to write instead. */
export class EventStoreDbSettingsError extends EventStoreError {}

/** No node of the cluster answered in time, or none leads. */
export class EventStoreDbUnavailableError extends EventStoreError {
  constructor(
    /** The connection string without credentials. */
    readonly server: string,
    detail: string,
  ) {
    super(
      `EventStoreDB at ${server} does not answer (${detail}). Check that its nodes run, that one of them leads, and that ` +
        'the addresses and the TLS settings of the connection string are theirs.',
    );
  }
}

/**
 * The connection failed during an append, and so did every attempt to find out what became of it. The events may be in
 * the log now, or still come into it. Appending the same events again is safe.
 */
export class AppendOutcomeUnknownError extends EventStoreError {
  constructor(
    readonly stream: StreamName,
    readonly server: string,
    detail: string,
  ) {
    super(
      `EventStoreDB at ${server} did not say whether it appended to ${stream} (${detail}). The events may or may not be ` +
        'in the log: append the same events again to find out.',
    );
  }
}

/** The user of the connection string may not do what the service has to do. */
export class EventStoreDbAccessDeniedError extends EventStoreError {
  constructor(readonly server: string) {
    super(
      `EventStoreDB at ${server} denies access. Check the user and password of the connection string: the user needs to ` +
        'read $all, and to read and write the streams of the service.',
    );
  }
}

/** What the log holds is not what was appended: somebody deleted, truncated or rewrote it behind the service's back. */
export class EventStoreDbLogAlteredError extends EventStoreError {}

/** The server holds no log of the service. */
export class EventStoreDbNoLogError extends EventStoreError {
  constructor(readonly server: string) {
    super(`There is no event log in EventStoreDB at ${server}: no service has used it. Correct the connection string.`);
  }
}

/** Another log is being moved there. */
export class EventStoreDbLogNotWholeError extends EventStoreError {
  constructor(readonly server: string) {
    super(
      `The event log in EventStoreDB at ${server} is not whole: another one is being moved there. Run "concordat migrate-log" ` +
        'again until it says that both logs are the same, or use an empty server.',
    );
  }
}
