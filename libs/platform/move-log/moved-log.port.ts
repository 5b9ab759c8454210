import type { Position, RecordedEvent } from '#platform/event-store';
import type { Hash } from '#platform/ledger';

/** A log that is looked at as a whole. Its positions are 1, 2, 3 … */
export interface WholeLog {
  /** For messages: what and where it is, without secrets. */
  readonly place: string;
  readonly installationId: string;
  head(): Promise<Position>;
  /** Up to the head at the time of the call. */
  read(after: Position, limit?: number): AsyncIterable<RecordedEvent>;
  close(): Promise<void>;
}

/** A root that is known from elsewhere. */
export interface SignedRoot {
  readonly size: number;
  readonly root: Hash;
  /** Who says so. */
  readonly by: string;
}

/** What was signed over a log, as far as it lies beside it. */
export interface SignedBeside {
  readonly signedRoots: readonly SignedRoot[];
  /** Why there is nothing to compare the log with, as the beginning of a sentence; absent where there is something. */
  readonly notCompared?: string;
}

export interface LogSource extends WholeLog, SignedBeside {}

/** A log that takes the events of another one as they were recorded: ids, order and times. */
export interface LogTarget extends WholeLog {
  /**
   * It becomes the log of this installation.
   * @throws TargetNotEmptyError when it is that of another one
   */
  adopt(installationId: string): Promise<void>;
  /**
   * Takes the events that come next. What was answered is kept, however this process ends.
   * @throws LogInUseError when somebody else writes
   */
  take(events: readonly RecordedEvent[]): Promise<void>;
  /** Everything is there, and was compared: from here on a service may use it. */
  finish(): Promise<void>;
}
