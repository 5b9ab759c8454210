import type Database from 'better-sqlite3';
import { isSqliteError } from './log-file.js';

/**
 * Frames (pages of 4,096 bytes) in the write-ahead log from which on they are copied into the log file. Few, because
 * a write-ahead log that is written over again is faster to write than one that grows.
 */
const FRAMES_BEFORE_CHECKPOINT = 2_000;
/** Asking how many frames there are takes longer than an append can spare, so it is done now and then. */
const COMMITS_BETWEEN_LOOKS = 32;
const BYTES_BETWEEN_LOOKS = 1024 * 1024;

type CheckpointResult = [busy: number, frames: number, copied: number];

/**
 * Copies the write-ahead log into the log file when it has grown. Runs after appends have been answered, so that
 * none waits for it, and reports every error, which SQLite's automatic checkpoints do not.
 */
export class Checkpointing {
  readonly #state: Database.Statement<[], CheckpointResult>;
  readonly #copy: Database.Statement<[], CheckpointResult>;
  #commits = 0;
  #bytes = 0;

  constructor(database: Database.Database) {
    this.#state = database.prepare<[], CheckpointResult>('PRAGMA wal_checkpoint(NOOP)').raw();
    this.#copy = database.prepare<[], CheckpointResult>('PRAGMA wal_checkpoint(PASSIVE)').raw();
  }

  /**
   * Called after each commit.
   *
   * @param bytes of the events that were committed
   * @throws any failure of SQLite other than a full disk: then the write-ahead log keeps what it has
   */
  runWhenDue(bytes: number): void {
    this.#commits += 1;
    this.#bytes += bytes;
    if (this.#commits < COMMITS_BETWEEN_LOOKS && this.#bytes < BYTES_BETWEEN_LOOKS) return;
    this.#commits = 0;
    this.#bytes = 0;
    const [, frames, copied] = this.#state.get() ?? [0, 0, 0];
    if (frames - copied < FRAMES_BEFORE_CHECKPOINT) return;
    try {
      this.#copy.get();
    } catch (error) {
      if (!isSqliteError(error) || error.code !== 'SQLITE_FULL') throw error;
    }
  }
}
