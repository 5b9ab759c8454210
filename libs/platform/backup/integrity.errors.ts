import { EventStoreError } from '#platform/event-store';
import { BackupError } from './backup.errors.js';
import type { LogFault } from './log-fault.js';

/** The log does not hold what was recorded. The service does not start on it. */
export class LogDamagedError extends BackupError {
  constructor(
    readonly file: string,
    readonly faults: readonly LogFault[],
  ) {
    super(
      [
        `The event log ${file} does not hold what was recorded:`,
        ...faults.map(({ text }) => `  ${text}`),
        'Nothing was changed. Keep a copy of the data folder, then restore the newest backup (concordat restore). To have the ' +
          'record read in the meantime, start with CONCORDAT_ON_DAMAGE=read-only: nothing is recorded then.',
      ].join('\n'),
    );
  }
}

/** The log is damaged and is only read. */
export class LogReadOnlyError extends EventStoreError {
  constructor() {
    super('Nothing is recorded: the log is damaged, and the service was started to be read only.');
  }
}
