import { EventStoreError } from '../event-store.errors.js';

/** The file cannot serve as the index of a log's ordinals. It can be deleted: it is made again from the log. */
export class OrdinalIndexError extends EventStoreError {
  constructor(file: string, reason: string) {
    super(`The index of ordinals ${file} cannot be used: ${reason}.`);
  }
}

/** The index says something else than the log that it was made from. */
export class OrdinalsContradictLogError extends EventStoreError {
  constructor(file: string, ordinal: number) {
    super(
      `The index of ordinals ${file} does not agree with the log at position ${ordinal}. ` +
        'Stop this process, delete the file and start again: it is made again from the log.',
    );
  }
}

/** The log is not followed at the moment, so that it is not known which position an event has. */
export class LogNotFollowedError extends EventStoreError {
  constructor(reason: string) {
    super(`The event log cannot be followed: ${reason}. What was appended may be in it; appending it again is safe.`);
  }
}
