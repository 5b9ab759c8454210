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

/** Changes for the tables of one generation, in the order of the events they come from. */
export interface GenerationChanges {
  readonly generation: Generation;
  readonly changes: readonly RowChange[];
}

export interface ReadModelWrite {
  apply(work: GenerationChanges): void | Promise<void>;
  /** Runs work in a savepoint: on a throw, its changes are undone and the error is passed on. */
  attempt(work: () => void | Promise<void>): Promise<void>;
  /** The position up to which all active generations are; committed with their rows. */
  setLivePosition(position: Position): void | Promise<void>;
  setGeneration(generation: Generation): void | Promise<void>;
  createGeneration(projection: Projection, state: GenerationState, position: Position): Promise<Generation>;
  /** Points the views to this generation; drops the projection's other generations and its dead letters. */
  activate(projection: Projection, generation: Generation): void | Promise<void>;
  dropGeneration(generation: Generation): void | Promise<void>;
  addDeadLetter(letter: Omit<DeadLetter, 'id' | 'attempts'>): void | Promise<void>;
  updateDeadLetter(id: number, fault: string): void | Promise<void>;
  removeDeadLetter(id: number): void | Promise<void>;
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
  /** One write transaction: all or nothing. Writers take turns. */
  write<T>(work: (write: ReadModelWrite) => Promise<T> | T): Promise<T>;
  snapshot(): Promise<ReadSnapshot>;
  livePosition(): Promise<Position>;
  generations(): Promise<readonly Generation[]>;
  deadLetters(): Promise<readonly DeadLetter[]>;
  close(): Promise<void>;
}
