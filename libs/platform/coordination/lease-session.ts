import pg from 'pg';
import { clientConfig, POSTGRES_SCHEMAS, type PostgresSettings } from '#platform/postgres';
import { CoordinationError } from './coordination.errors.js';
import type { LeaseTimings } from './lease-timings.js';

export interface LeaseSessionOptions {
  readonly settings: PostgresSettings;
  readonly timings: LeaseTimings;
  /** Called once, when the session is no more: so are its locks, now or soon. */
  readonly onLost: (error: Error | undefined) => void;
}

/** An unknown setting, and a lock that was not given in time, as PostgreSQL names them. */
const CODES = { unknownSetting: '42704', lockNotAvailable: '55P03' };

/** Longest wait for a transaction of the holder before, in milliseconds: this one has to say its word now and then. */
const ROW_WAIT_MS = 500;

/** Session locks live in a key space of their own: the object id of the table of leases, and the number of a lease. */
const TAKE_FREE = `
  select number, pg_try_advisory_lock('concordat_coordination.leases'::regclass::oid::integer, number) as taken
  from unnest($1::integer[]) as number
`;

const ENTER_NEW = `
  insert into concordat_coordination.leases (name)
  select name from unnest($1::text[]) as wanted (name)
  where not exists (select from concordat_coordination.leases as known where known.name = wanted.name)
  on conflict do nothing
`;

const BEGIN_EPOCH = `
  update concordat_coordination.leases set epoch = epoch + 1, holder = $2, since = clock_timestamp()
  where number = $1
  returning epoch
`;

const GIVE_UP = `
  update concordat_coordination.leases set holder = null, since = clock_timestamp()
  where number = any($1::integer[]) and holder = $2
`;

/**
 * The connection whose session locks are the leases of this process: they go when the session ends, whatever ends it.
 * The server ends it itself when it has not heard from this process for a while, also when the process is only
 * suspended or cannot be reached.
 */
export class LeaseSession {
  readonly #client: pg.Client;
  readonly #locked = new Set<number>();
  #sureUntil = 0;
  #ended = false;

  private constructor(private readonly options: LeaseSessionOptions) {
    const { sureMs } = options.timings;
    const settings = { ...options.settings, statementTimeoutMs: sureMs };
    this.#client = new pg.Client({ ...clientConfig(settings, 'leases'), query_timeout: sureMs });
    this.#client.on('error', (error) => this.#lost(error));
    this.#client.on('end', () => this.#lost(undefined));
  }

  /** @throws CoordinationError when the server cannot do what leases need, and the faults of the connection */
  static async open(options: LeaseSessionOptions): Promise<LeaseSession> {
    const session = new LeaseSession(options);
    try {
      await session.#client.connect();
      await session.#prepare();
      return session;
    } catch (error) {
      session.abandon();
      throw error;
    }
  }

  /** Whether the locks are there for certain: the server has answered lately. */
  get isSure(): boolean {
    return !this.#ended && performance.now() < this.#sureUntil;
  }

  holds(number: number): boolean {
    return this.#locked.has(number);
  }

  /** @returns the numbers of these leases, by name; one that is new is entered */
  async numbersOf(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    await this.#client.query(ENTER_NEW, [names]);
    const { rows } = await this.#client.query<{ name: string; number: number }>(
      'select name, number from concordat_coordination.leases where name = any($1::text[])',
      [names],
    );
    return new Map(rows.map(({ name, number }) => [name, number]));
  }

  /**
   * Takes the locks that are free, and shows the server that this process is there.
   * @param numbers of leases that this session does not hold: the server would count a lock that it holds twice
   */
  async takeFree(numbers: readonly number[]): Promise<readonly number[]> {
    const askedAt = performance.now();
    const { rows } = await this.#client.query<{ number: number; taken: number }>(TAKE_FREE, [numbers]);
    this.#sureUntil = askedAt + this.options.timings.sureMs;
    const taken = rows.filter((row) => row.taken === 1).map(({ number }) => number);
    for (const number of taken) this.#locked.add(number);
    return taken;
  }

  /**
   * Begins an epoch of a lease whose lock is held. From then on nothing is committed any more under an earlier one.
   * @returns undefined while a transaction of the holder before is not over
   */
  async beginEpoch(number: number, holder: string): Promise<number | undefined> {
    try {
      const { rows } = await this.#client.query<{ epoch: number }>(BEGIN_EPOCH, [number, holder]);
      return rows[0]?.epoch;
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === CODES.lockNotAvailable) return undefined;
      throw error;
    }
  }

  /** Gives everything up, tells those who wait for it, and ends. */
  async giveUp(holder: string): Promise<void> {
    this.#ended = true;
    await this.#client.query(GIVE_UP, [[...this.#locked], holder]);
    await this.#client.query('select pg_advisory_unlock_all(), pg_notify($1, $2)', [POSTGRES_SCHEMAS.coordination, '']);
    await this.#client.end();
  }

  /** Ends without a word: the server finds out. */
  abandon(): void {
    this.#ended = true;
    void this.#client.end().catch(() => undefined);
  }

  #lost(error: Error | undefined): void {
    if (this.#ended) return;
    this.abandon();
    this.options.onLost(error);
  }

  async #prepare(): Promise<void> {
    const { silenceMs } = this.options.timings;
    const settings: Readonly<Record<string, number>> = {
      // Whoever is suspended, or has forgotten us.
      idle_session_timeout: silenceMs,
      // Whoever cannot be reached: seconds, except for the last.
      tcp_keepalives_idle: 2,
      tcp_keepalives_interval: 1,
      tcp_keepalives_count: 3,
      tcp_user_timeout: silenceMs,
      lock_timeout: ROW_WAIT_MS,
    };
    const text = 'select set_config(name, value, false) from unnest($1::text[], $2::text[]) as setting (name, value)';
    try {
      await this.#client.query(text, [Object.keys(settings), Object.values(settings).map(String)]);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code !== CODES.unknownSetting) throw error;
      throw new CoordinationError('Leases need PostgreSQL 14 or newer.', { cause: error });
    }
  }
}
