import { EventStoreError } from '../event-store.errors.js';

/**
 * The database that holds the log cannot be used at the moment, although it was tried again for a while. Appending the
 * same events again is safe.
 */
export class EventLogUnavailableError extends EventStoreError {
  /** Whether the server was sent what was to be appended, and never said what became of it; else nothing of it is recorded. */
  readonly mayBeRecorded: boolean;

  constructor(
    private readonly place: string,
    { mayBeRecorded = false, ...options }: ErrorOptions & { readonly mayBeRecorded?: boolean },
  ) {
    super(
      `The event log in ${place} cannot be used at the moment. Check that the server runs and can be reached.` +
        (mayBeRecorded ? ' What was to be appended may or may not be recorded; sending it again is safe.' : ''),
      options,
    );
    this.mayBeRecorded = mayBeRecorded;
  }

  /** The same outage, for an append that the server was never sent. */
  ofWhatWasNotSent(): EventLogUnavailableError {
    return new EventLogUnavailableError(this.place, { cause: this.cause });
  }
}

/** The role that the service connects as lacks a privilege. Says what to grant. */
export class EventLogPrivilegesError extends EventStoreError {}

/** The database is not fit to hold the log: for example a standby, or a head that does not fit the events. */
export class EventLogUnsuitableError extends EventStoreError {}

/** PostgreSQL refused an append for a reason that has nothing to do with it. Nothing of it was written. */
export class EventLogRefusedError extends EventStoreError {
  constructor(
    place: string,
    /** SQLSTATE. */
    readonly code: string,
    options: ErrorOptions & { readonly cause: Error },
  ) {
    super(`The event log in ${place} refused an append (${code}: ${options.cause.message}).`, options);
  }
}
