import { EventStoreError } from '../event-store.errors.js';

/** The file cannot be taken as an event log: it is something else, or a newer version wrote it. */
export class EventLogFormatError extends EventStoreError {}

/** The SQLite library or its settings cannot give the promises of this engine. */
export class SqliteUnsuitableError extends EventStoreError {}

/**
 * Reading or writing the log failed, or its writer ended. What is on the disk is not known any more, so nothing
 * is acknowledged from here on: the process must end, and a restart recovers from what the disk really holds.
 */
export class EventLogFaultError extends EventStoreError {
  constructor(
    readonly file: string,
    /** SQLite's extended result code, for example `SQLITE_IOERR_FSYNC`, or what else failed. */
    readonly code: string,
    detail: string,
  ) {
    super(
      `The event log ${file} failed (${code}: ${detail}). Appends that were not answered may or may not be in it. ` +
        'Check the disk, then start again: appending the same events again is safe.',
    );
  }
}

export class DataFolderError extends EventStoreError {}

/** Another process holds the folder. */
export class DataFolderInUseError extends DataFolderError {
  constructor(readonly folder: string) {
    super(
      `The data folder ${folder} is in use by another process. Stop that process first, or choose another data folder.`,
    );
  }
}

/** The folder cannot be created or written to. */
export class DataFolderNotWritableError extends DataFolderError {
  constructor(
    readonly folder: string,
    reason: string,
  ) {
    super(`The data folder ${folder} cannot be used: ${reason}. It must be a folder this process may write to.`);
  }
}
