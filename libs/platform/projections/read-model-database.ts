import type { Kysely } from 'kysely';
import type { Position } from '#platform/event-store';
import type { Projection } from './projection.js';
import type { RowChange } from './table.js';

/**
 * Where read models live. A generation is one set of a projection's tables; queries read views that show the active
 * generation, so switching to a rebuilt one is a change of views in one transaction.
 */

export type GenerationState = 'active' | 'building' | 'failed';

export interface Generation {
  readonly projection: string;
  readonly version: number;
  readonly generation: number;
  readonly state: GenerationState;
  /** Up to where the log is in its tables. Active generations advance together. */
  readonly position: Position;
  /** Why a rebuild stopped. */
  readonly fault?: string;
}

export interface DeadLetter {
  readonly id: number;
  readonly projection: string;
  readonly position: Position;
  readonly stream: string;
  readonly type: string;
  readonly fault: string;
  readonly attempts: number;
  readonly recordedAt: string;
}

/** Of one projection, in the order of the log. */
export interface DeadLetterPage {
  readonly projection: string;
  /** Exclusive. */
  readonly after: Position;
  readonly limit: number;
}

/** A stream of which a projection has events in its dead letters, with the first of them. */
export type ParkedStream = Pick<DeadLetter, 'projection' | 'stream' | 'position'>;

/** Changes for the tables of one generation, in the order of the events they come from. */
export interface GenerationChanges {
  readonly generation: Generation;
  readonly changes: readonly RowChange[];
}

/** Up to where all active generations are, and which event stands there: another one means another log. */
export interface Checkpoint {
  readonly position: Position;
  /** Id of the event at the position; `undefined` at the start. */
  readonly eventId: string | undefined;
}

export interface ReadModelWrite {
  apply(work: GenerationChanges): void | Promise<void>;
  /** Runs work in a savepoint: on a throw, its changes are undone and the error is passed on. */
  attempt(work: () => void | Promise<void>): Promise<void>;
  /** Committed with the rows of all active generations. */
  setCheckpoint(checkpoint: Checkpoint): void | Promise<void>;
  livePosition(): Promise<Position>;
  setGeneration(generation: Generation): void | Promise<void>;
  /** @param options.indexesLater the indexes may be left out until `completeIndexes`: much is to be written first */
  createGeneration(
    projection: Projection,
    state: GenerationState,
    position: Position,
    options?: { readonly indexesLater?: boolean },
  ): Promise<Generation>;
  /** Points the views to this generation; drops the projection's other generations and its dead letters. */
  activate(projection: Projection, generation: Generation): void | Promise<void>;
  /** Drops the tables of a generation that could not be built, and keeps why, for its status. */
  failGeneration(generation: Generation, fault: string): void | Promise<void>;
  /** Drops its tables, and with an active generation the projection's views and dead letters. */
  dropGeneration(generation: Generation): void | Promise<void>;
  addDeadLetter(letter: Omit<DeadLetter, 'id' | 'attempts'>): void | Promise<void>;
  updateDeadLetter(id: number, fault: string): void | Promise<void>;
  /** @returns false when it was gone already */
  removeDeadLetter(id: number): Promise<boolean>;
  /** The position of the first dead letter of a stream; `undefined` when there is none. */
  firstDeadLetter(projection: string, stream: string): Promise<Position | undefined>;
}

/**
 * The read models' storage failed: a fault of the disk or the file, never of an event or a projection. Nothing of the
 * transaction was kept.
 */
export class ReadModelFaultError extends Error {
  override readonly name: string = 'ReadModelFaultError';
  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`The read models cannot be used: ${code}.`, options);
  }
}

/** No space left. The read models stay readable where they are, and go on when there is space again. */
export class ReadModelsFullError extends ReadModelFaultError {
  override readonly name = 'ReadModelsFullError';
}

/**
 * The database that holds the read models cannot be reached, or did not answer in time. Nothing was kept; it may be well
 * again at the next attempt.
 */
export class ReadModelsUnavailableError extends ReadModelFaultError {
  override readonly name = 'ReadModelsUnavailableError';
}

/**
 * Another process keeps the read models now, or something else has written to them: what this one knows of them is no
 * longer so. Nothing was kept. Whoever wants to go on contends for the lease again, and reads where the read models are.
 */
export class FencedError extends ReadModelFaultError {
  override readonly name = 'FencedError';
  constructor(reason = 'another process keeps them') {
    super(reason);
  }
}

/**
 * The live tables were built by another version of the service, and lack what was asked of them: this process is to be
 * replaced, or its workers have not been yet.
 */
export class ReadModelsOfAnotherVersionError extends Error {
  override readonly name = 'ReadModelsOfAnotherVersionError';
  /** @param differing as `differingVersions` names them */
  constructor(differing: string, options?: ErrorOptions) {
    super(
      `The read models were built by another version of the service than this process is: ${differing}. ` +
        'Replace the processes that are of the older version.',
      options,
    );
  }
}

/** The read models are closed: the service is stopping. */
export class ReadModelsClosedError extends Error {
  override readonly name = 'ReadModelsClosedError';
  constructor() {
    super('The read models are closed.');
  }
}

/** True for what the storage may get over by itself: whoever writes waits and tries again. */
export function isTemporary(error: unknown): error is ReadModelsFullError | ReadModelsUnavailableError {
  return error instanceof ReadModelsFullError || error instanceof ReadModelsUnavailableError;
}

/** The read models at one position of the log: every query through it sees the same facts. */
export interface ReadSnapshot {
  readonly position: Position;
  /** Grows with every write: two snapshots of the same version show the same rows. */
  readonly version: number;
  /** The query builder over the tables that a context declares. */
  tables<Tables>(): Kysely<Tables>;
  /** Gives the snapshot back. Using it afterwards is a fault. */
  [Symbol.dispose](): void;
}

export interface ReadModelDatabase {
  /**
   * One write transaction: all or nothing. Writers take turns.
   * @param onCommitted called after the commit and before the next writer's turn: the place to take over in memory
   *   what was written
   * @throws ReadModelFaultError, ReadModelsFullError, ReadModelsUnavailableError, FencedError, and what `work` throws
   */
  write<T>(work: (write: ReadModelWrite) => Promise<T> | T, onCommitted?: (result: T) => void): Promise<T>;
  /**
   * Makes the indexes of active generations that were left out, also before a crash; a database that leaves none out lacks
   * it.
   */
  completeIndexes?(): Promise<void>;
  snapshot(): Promise<ReadSnapshot>;
  /** What follows reads what is committed, never the transaction under way. */
  checkpoint(): Promise<Checkpoint>;
  generations(): Promise<readonly Generation[]>;
  /** All of them without a page: they may be many. */
  deadLetters(page?: DeadLetterPage): Promise<readonly DeadLetter[]>;
  /** By projection; one that has none is left out. */
  deadLetterCounts(): Promise<ReadonlyMap<string, number>>;
  parkedStreams(): Promise<readonly ParkedStream[]>;
  /**
   * Takes what was deleted out of the storage for good: nothing of it is left in free space or in a write-ahead log.
   * Writers wait meanwhile, and readers only for the last moment.
   * @throws ReadModelFaultError
   */
  scrub(): Promise<void>;
  close(): Promise<void>;
}
