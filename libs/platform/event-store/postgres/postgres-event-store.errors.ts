import { EventStoreError } from '../event-store.errors.js';

/**
 * The database that holds the log cannot be used at the moment, although it was tried again for a while. Appends that
 * were under way may or may not be in the log: appending the same events again is safe.
 */
export class EventLogUnavailableError extends EventStoreError {
  constructor(place: string, options: ErrorOptions) {
    super(
      `The event log in ${place} cannot be used at the moment. Check that the server runs and can be reached. ` +
        'What was to be appended may or may not be recorded; sending it again is safe.',
      options,
    );
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
