import { setTimeout as delay } from 'node:timers/promises';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { StorageFullError } from '#platform/event-store';
import { isConnectionLost, isDiskFull, placeOf, sqlStateOf, type PostgresSettings } from '#platform/postgres';
import {
  KeyStoreAccessError,
  KeyStoreBusyError,
  KeyStoreClosedError,
  KeyStoreUnavailableError,
} from '../key-store.errors.js';

export type Querying = <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

/** How long a read or a repeatable write is tried again while the database cannot be reached, in milliseconds. */
const PATIENCE_MS = 5_000;
const PAUSES = { first: 50, longest: 1_000 };

/** Keys must be on the disk before anything is sealed with them, whatever the database is used to. */
const BEGIN = `
  begin;
  select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'
`;
const MISSING_PRIVILEGE = '42501';
/** A lock that could not be had, a deadlock, a statement that took too long. */
const BUSY = new Set(['55P03', '40P01', '57014']);

/** The database of the key store, with its faults in the words of the key store. */
export class KeyDatabase {
  readonly place: string;
  #isClosed = false;

  constructor(
    private readonly pool: Pool,
    private readonly settings: PostgresSettings,
  ) {
    this.place = placeOf(settings);
  }

  /** @throws KeyStoreError, StorageFullError */
  async query<Row extends QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    this.#requireOpen();
    try {
      return (await this.pool.query<Row>(text, values)).rows;
    } catch (error) {
      throw this.#judged(error);
    }
  }

  /** One transaction. @throws KeyStoreError, StorageFullError */
  async write<Result>(work: (query: Querying) => Promise<Result>): Promise<Result> {
    return this.#withClient(async (client) => {
      const query: Querying = async (text, values = []) => (await client.query(text, values)).rows;
      await client.query(BEGIN);
      const result = await work(query);
      await client.query('commit');
      return result;
    });
  }

  /**
   * Holds a lock of the whole database meanwhile.
   * @throws KeyStoreBusyError when somebody else has it
   */
  async withLock<Result>(name: string, held: string, work: () => Promise<Result>): Promise<Result> {
    return this.#withClient(async (client) => {
      const { rows } = await client.query('select 1 where pg_try_advisory_lock(hashtextextended($1, 0))', [name]);
      if (rows.length === 0) throw new KeyStoreBusyError(held);
      try {
        return await work();
      } finally {
        await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [name]);
      }
    });
  }

  /** For what may be repeated: again and again for some seconds, while the database cannot be reached. */
  async patiently<Result>(work: () => Promise<Result>): Promise<Result> {
    const until = performance.now() + PATIENCE_MS;
    for (let pauseMs = PAUSES.first; ; pauseMs = Math.min(pauseMs * 2, PAUSES.longest)) {
      try {
        return await work();
      } catch (error) {
        const isPassing = error instanceof KeyStoreUnavailableError || error instanceof KeyStoreBusyError;
        if (!isPassing || this.#isClosed || performance.now() + pauseMs > until) throw error;
        await delay(pauseMs * (0.5 + Math.random() / 2));
      }
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.pool.end();
  }

  /** What a client began and did not end is rolled back; one that failed is not used again. */
  async #withClient<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    this.#requireOpen();
    let client: PoolClient | undefined;
    try {
      client = await this.pool.connect();
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      client?.release(true);
      throw this.#judged(error);
    }
  }

  #requireOpen(): void {
    if (this.#isClosed) throw new KeyStoreClosedError();
  }

  #judged(error: unknown): unknown {
    if (isConnectionLost(error)) return new KeyStoreUnavailableError(this.place, error);
    if (isDiskFull(error)) return new StorageFullError('key store');
    const missing = accessFault(error, this.settings);
    if (missing) return missing;
    if (BUSY.has(sqlStateOf(error) ?? '')) {
      const detail = error instanceof Error ? error.message : String(error);
      return new KeyStoreBusyError(
        `Somebody holds the key store in ${this.place} (${detail}), a backup for example. Until it lets go, an erasure ` +
          'is not complete: what was erased may still stand in its files. It can be tried again at any time.',
      );
    }
    return error;
  }
}

/** @returns undefined when the error is another one */
export function accessFault(error: unknown, settings: PostgresSettings): KeyStoreAccessError | undefined {
  if (sqlStateOf(error) !== MISSING_PRIVILEGE) return undefined;
  return new KeyStoreAccessError(placeOf(settings), error instanceof Error ? error.message : String(error));
}
