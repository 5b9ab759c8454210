import { rmSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Projection } from '../projection.js';
import type {
  Checkpoint,
  DeadLetter,
  DeadLetterPage,
  Generation,
  ParkedStream,
  ReadModelDatabase,
  ReadModelWrite,
  ReadSnapshot,
} from '../read-model-database.js';
import { isUnreadableFile, namedFault } from './sqlite-faults.js';
import {
  countDeadLetters,
  readCheckpoint,
  readDeadLetters,
  readGenerations,
  readParkedStreams,
} from './sqlite-reads.js';
import { READ_MODEL_FORMAT, SCHEMA } from './sqlite-schema.js';
import { SqliteReadModelWrite } from './sqlite-read-model-write.js';
import { SnapshotPool } from './snapshot-pool.js';
import { vacuum } from './vacuum.js';

export interface SqliteReadModelOptions {
  readonly file: string;
  readonly projections: readonly Projection[];
  /** Snapshots open at the same time; further requests wait their turn. Default 16. */
  readonly snapshots?: number;
  /** The file may not grow beyond this many pages of 4,096 bytes: writes then fail as on a full disk. */
  readonly maximumPages?: number;
  /**
   * Called once when a read meets a file that is damaged: only a restart mends it. What a write meets is thrown to whoever
   * writes.
   */
  readonly onFault?: (error: unknown) => void;
}

/**
 * Read models in a SQLite file of their own. The file is disposable: it is written without waiting for the disk at
 * each commit, and one that is damaged or of another format is deleted and built anew: at the opening, or, when the
 * damage is met later, by closing and opening again.
 */
export class SqliteReadModelDatabase implements ReadModelDatabase {
  readonly #file: string;
  readonly #database: Database.Database;
  /** Sees only what is committed, also while a transaction of the writing connection is under way. */
  readonly #committed: Database.Database;
  readonly #write: SqliteReadModelWrite;
  readonly #nextVersion: Database.Statement;
  readonly #snapshots: SnapshotPool;
  readonly #onFault: (error: unknown) => void;
  #turn: Promise<unknown> = Promise.resolve();
  #damaged = false;

  /** @throws ReadModelFaultError when the file cannot be opened or made */
  constructor(options: SqliteReadModelOptions) {
    this.#file = options.file;
    this.#database = openOrRecreate(options.file);
    this.#committed = new Database(options.file, { readonly: true });
    this.#write = new SqliteReadModelWrite(this.#database, options.projections);
    this.#nextVersion = this.#database.prepare('UPDATE checkpoint SET version = version + 1');
    this.#onFault = options.onFault ?? (() => undefined);
    this.#snapshots = new SnapshotPool(options.file, options.snapshots ?? 16, (error) => this.#faultOfRead(error));
    if (options.maximumPages !== undefined) this.#database.pragma(`max_page_count = ${options.maximumPages}`);
  }

  write<T>(work: (write: ReadModelWrite) => Promise<T> | T, onCommitted?: (result: T) => void): Promise<T> {
    const turn = this.#turn.then(() => this.#transact(work, onCommitted));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** One table at a time: in between, others have their turn. */
  async completeIndexes(): Promise<void> {
    for (const table of this.#write.missingIndexes.tables) {
      await this.write(() => this.#write.missingIndexes.complete(table));
      await nextTurn();
    }
  }

  snapshot(): Promise<ReadSnapshot> {
    return this.#snapshots.acquire();
  }

  async checkpoint(): Promise<Checkpoint> {
    return this.#read(readCheckpoint);
  }

  async generations(): Promise<readonly Generation[]> {
    return this.#read(readGenerations);
  }

  async deadLetters(page?: DeadLetterPage): Promise<readonly DeadLetter[]> {
    return this.#read((database) => readDeadLetters(database, page));
  }

  async deadLetterCounts(): Promise<ReadonlyMap<string, number>> {
    return this.#read(countDeadLetters);
  }

  async parkedStreams(): Promise<readonly ParkedStream[]> {
    return this.#read(readParkedStreams);
  }

  /**
   * `VACUUM` writes the whole file anew, without what is free, in a thread of its own: it takes a second or so for 100 MB.
   * Secure deletion would cost at every write, and leaves what SQLite moved between pages.
   */
  scrub(): Promise<void> {
    const turn = this.#turn.then(async () => {
      this.#snapshots.renew();
      try {
        await vacuum(this.#file);
        await this.#emptyWriteAheadLog();
      } catch (error) {
        throw this.#faultOfRead(error);
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Requests that are still reading what was before keep the log from being emptied: they end soon. */
  async #emptyWriteAheadLog(): Promise<void> {
    for (;;) {
      this.#snapshots.renew();
      const [result] = this.#database.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
      if (result?.busy === 0) return;
      await delay(20);
    }
  }

  /** A file that turned out to be damaged is deleted, so that the next start builds it anew. */
  async close(): Promise<void> {
    await this.#turn;
    this.#snapshots.close();
    this.#committed.close();
    this.#database.close();
    if (this.#damaged) deleteFile(this.#file);
  }

  #read<T>(read: (database: Database.Database) => T): T {
    try {
      return read(this.#committed);
    } catch (error) {
      throw this.#faultOfRead(error);
    }
  }

  /** The error as the port names it; a damaged file is remembered and reported. */
  #faultOfRead(error: unknown): unknown {
    const fault = namedFault(error);
    if (isUnreadableFile(error) && !this.#damaged) {
      this.#damaged = true;
      this.#onFault(fault);
    }
    return fault;
  }

  async #transact<T>(
    work: (write: ReadModelWrite) => Promise<T> | T,
    onCommitted: ((result: T) => void) | undefined,
  ): Promise<T> {
    let result: T;
    this.#snapshots.renew();
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      result = await work(this.#write);
      this.#nextVersion.run();
      this.#database.exec('COMMIT');
    } catch (error) {
      if (isUnreadableFile(error)) this.#damaged = true;
      // Some faults of the storage end the transaction themselves; rolling back again would hide them.
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      throw namedFault(error);
    }
    this.#snapshots.renew();
    onCommitted?.(result);
    return result;
  }
}

function openOrRecreate(file: string): Database.Database {
  try {
    const existing = openOfThisFormat(file);
    if (existing) return existing;
    deleteFile(file);
    const database = open(file);
    database.exec(SCHEMA);
    return database;
  } catch (error) {
    throw namedFault(error);
  }
}

/** `undefined` for a file that is of another format, damaged, or not there. */
function openOfThisFormat(file: string): Database.Database | undefined {
  let database: Database.Database | undefined;
  try {
    database = open(file);
    if (database.pragma('user_version', { simple: true }) === READ_MODEL_FORMAT) {
      readGenerations(database);
      return database;
    }
  } catch (error) {
    if (!isUnreadableFile(error)) throw error;
  }
  database?.close();
  return undefined;
}

/** `synchronous=NORMAL` keeps the file whole after a power loss; the last commits may be lost and are read again. */
function open(file: string): Database.Database {
  const database = new Database(file);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('temp_store = MEMORY');
    // Rows arrive under random keys all over the indexes: with the default of 2 MB, most pages are read again to write.
    database.pragma('cache_size = -64000');
    // Pages of 4,096 bytes. The same pages are written by batch after batch: with the default of 1,000, most of the time
    // went to copying them into the file again and again.
    database.pragma('wal_autocheckpoint = 8000');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function deleteFile(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}
