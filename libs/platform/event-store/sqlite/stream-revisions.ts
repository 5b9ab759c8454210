import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Revision, StreamName } from '../event-store.port.js';

const REMEMBERED_STREAMS = 20_000;

/**
 * The last revision of each stream, as seen inside a write transaction. Looking it up is the dearest part of
 * deciding an append, so it is remembered for as long as nobody else has written: SQLite's `data_version` changes
 * when another connection commits (https://sqlite.org/pragma.html#pragma_data_version).
 */
export class StreamRevisions {
  readonly #remembered = new LRUCache<StreamName, Revision>({ max: REMEMBERED_STREAMS });
  readonly #dataVersion: Database.Statement<[], number>;
  readonly #lookUp: Database.Statement<[StreamName], Revision>;
  #seenVersion: number | undefined;

  constructor(database: Database.Database) {
    this.#dataVersion = database.prepare<[], number>('PRAGMA data_version').pluck();
    this.#lookUp = database
      .prepare<[StreamName], Revision>('SELECT revision FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1')
      .pluck();
  }

  /** Call at the start of each write transaction. */
  transactionBegins(): void {
    const version = this.#dataVersion.get();
    if (version !== this.#seenVersion) this.#remembered.clear();
    this.#seenVersion = version;
  }

  /** Call when the transaction did not commit. */
  transactionFailed(): void {
    this.#remembered.clear();
  }

  /** `undefined` when the stream does not exist. */
  lastOf(stream: StreamName): Revision | undefined {
    return this.#remembered.get(stream) ?? this.#lookUp.get(stream);
  }

  advance(stream: StreamName, last: Revision): void {
    this.#remembered.set(stream, last);
  }
}
