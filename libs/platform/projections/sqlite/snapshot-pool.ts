import Database from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { ReadSnapshot } from '../read-model-database.js';
import { snapshotQueries } from './snapshot-queries.js';

interface Reader {
  readonly database: Database.Database;
  readonly queries: Kysely<unknown>;
  readonly begin: Database.Statement;
  readonly checkpoint: Database.Statement<[], Pick<ReadSnapshot, 'position' | 'version'>>;
  readonly commit: Database.Statement;
}

/** The pool is closed: the service is stopping. */
export class ReadModelsClosedError extends Error {
  override readonly name = 'ReadModelsClosedError';
  constructor() {
    super('The read models are closed.');
  }
}

/** Read-only connections, each lent to one snapshot at a time; in WAL mode a read transaction sees one commit. */
export class SnapshotPool {
  readonly #idle: Reader[] = [];
  readonly #waiting: { resolve: (reader: Reader) => void; reject: (error: unknown) => void }[] = [];
  readonly #all = new Set<Reader>();
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

  close(): void {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new ReadModelsClosedError());
    for (const { database } of this.#all) database.close();
  }

  #begin(reader: Reader): ReadSnapshot {
    reader.begin.run();
    const checkpoint = reader.checkpoint.get();
    if (!checkpoint) throw new Error('The read models have lost their checkpoint.');
    let open = true;
    return {
      position: checkpoint.position,
      version: checkpoint.version,
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

  #giveBack(reader: Reader): void {
    if (this.#closed) return;
    try {
      reader.commit.run();
    } catch {
      // The transaction only read, and what it read has been used: nothing is lost with the connection.
      this.#discard(reader);
      return;
    }
    this.#handOn(reader);
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
  database.pragma('cache_size = -16000');
  database.pragma('mmap_size = 268435456');
  return {
    database,
    queries: snapshotQueries(database, faultOf),
    begin: database.prepare('BEGIN'),
    checkpoint: database.prepare('SELECT position, version FROM checkpoint'),
    commit: database.prepare('COMMIT'),
  };
}
