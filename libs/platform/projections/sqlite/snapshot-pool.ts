import Database from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { ReadModelsClosedError, type ReadSnapshot } from '../read-model-database.js';
import { snapshotQueries } from './snapshot-queries.js';

type Mark = Pick<ReadSnapshot, 'position' | 'version'>;

/**
 * Of each connection, in KiB. What is in the file itself is mapped into memory and needs no cache; this is for what is still
 * in the write-ahead log. While much is written, all connections fill theirs.
 */
const CACHE_KIBIBYTES = 4_000;
const MAPPED_BYTES = 256 * 1024 * 1024;

interface Reader {
  readonly database: Database.Database;
  readonly queries: Kysely<unknown>;
  readonly begin: Database.Statement;
  readonly checkpoint: Database.Statement<[], Mark>;
  readonly commit: Database.Statement;
  /** What its transaction shows, while one is open, and how many writes the pool knew of when it began. */
  shows?: Mark & { readonly writes: number };
}

/**
 * Read-only connections, each lent to one snapshot at a time; in WAL mode a read transaction sees one commit. A
 * transaction serves one snapshot after the other as long as nothing is written: beginning one costs as much as several
 * look-ups.
 */
export class SnapshotPool {
  readonly #idle: Reader[] = [];
  readonly #waiting: { resolve: (reader: Reader) => void; reject: (error: unknown) => void }[] = [];
  readonly #all = new Set<Reader>();
  #writes = 0;
  #closed = false;

  constructor(
    private readonly file: string,
    private readonly size: number,
    /** What a failed read is thrown as. */
    private readonly faultOf: (error: unknown) => unknown,
  ) {}

  /** @throws ReadModelsClosedError, ReadModelFaultError */
  async acquire(): Promise<ReadSnapshot> {
    if (this.#closed) throw new ReadModelsClosedError();
    const reader = this.#idle.pop() ?? (this.#all.size < this.size ? this.#open() : await this.#wait());
    if (this.#closed) throw new ReadModelsClosedError();
    try {
      return this.#begin(reader);
    } catch (error) {
      this.#discard(reader);
      throw this.faultOf(error);
    }
  }

  /**
   * Called before each write, so that no idle transaction keeps the write-ahead log from being written over, and after
   * it, so that no snapshot shows what was before.
   */
  renew(): void {
    this.#writes += 1;
    for (const reader of this.#idle.splice(0)) if (this.#end(reader)) this.#idle.push(reader);
  }

  close(): void {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new ReadModelsClosedError());
    for (const { database } of this.#all) database.close();
  }

  #begin(reader: Reader): ReadSnapshot {
    const { position, version } = this.#shownBy(reader);
    let open = true;
    return {
      position,
      version,
      tables: <Tables>() => {
        if (!open) throw new Error('This snapshot was given back.');
        return reader.queries as Kysely<Tables>;
      },
      [Symbol.dispose]: () => {
        if (!open) return;
        open = false;
        this.#giveBack(reader);
      },
    };
  }

  #shownBy(reader: Reader): Mark {
    if (reader.shows?.writes === this.#writes) return reader.shows;
    if (reader.shows) reader.commit.run();
    delete reader.shows;
    reader.begin.run();
    const checkpoint = reader.checkpoint.get();
    if (!checkpoint) throw new Error('The read models have lost their checkpoint.');
    reader.shows = { ...checkpoint, writes: this.#writes };
    return reader.shows;
  }

  #giveBack(reader: Reader): void {
    if (this.#closed) return;
    if (reader.shows?.writes === this.#writes || this.#end(reader)) this.#handOn(reader);
  }

  /** @returns false when the connection is of no use any more */
  #end(reader: Reader): boolean {
    if (!reader.shows) return true;
    delete reader.shows;
    try {
      reader.commit.run();
      return true;
    } catch {
      // The transaction only read, and what it read has been used: nothing is lost with the connection.
      this.#discard(reader);
      return false;
    }
  }

  #handOn(reader: Reader): void {
    const next = this.#waiting.shift();
    if (next) next.resolve(reader);
    else this.#idle.push(reader);
  }

  /** A connection that failed goes; whoever waits gets a new one, so that the pool never shrinks. */
  #discard(reader: Reader): void {
    this.#all.delete(reader);
    reader.database.close();
    if (this.#closed || this.#waiting.length === 0) return;
    try {
      this.#handOn(this.#open());
    } catch (error) {
      this.#waiting.shift()?.reject(error);
    }
  }

  #wait(): Promise<Reader> {
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  #open(): Reader {
    const database = new Database(this.file, { readonly: true });
    try {
      const reader = readerOf(database, this.faultOf);
      this.#all.add(reader);
      return reader;
    } catch (error) {
      database.close();
      throw this.faultOf(error);
    }
  }
}

function readerOf(database: Database.Database, faultOf: (error: unknown) => unknown): Reader {
  database.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  database.pragma(`mmap_size = ${MAPPED_BYTES}`);
  return {
    database,
    queries: snapshotQueries(database, faultOf),
    begin: database.prepare('BEGIN'),
    checkpoint: database.prepare('SELECT position, version FROM checkpoint'),
    commit: database.prepare('COMMIT'),
  };
}
