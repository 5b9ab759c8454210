import type { Pool } from 'pg';
import { OutageLog } from '#platform/outages';
import { connectionFault, openPool, POSTGRES_SCHEMAS, type PostgresSettings, type Signals } from '#platform/postgres';
import { assertUsable } from './coordination-opening.js';
import type { Coordination, Lease } from './coordination.port.js';
import { LEASE_TIMINGS, type LeaseTimings } from './lease-timings.js';
import { LeaseSession } from './lease-session.js';
import { readLeases, type LeaseStatus } from './lease-status.js';
import { PostgresLease } from './postgres-lease.js';
import { PostgresRequests } from './postgres-requests.js';
import type { Requests } from './requests.port.js';

export interface PostgresCoordinationOptions {
  /** Of the database that holds the read models. */
  readonly settings: PostgresSettings;
  /** On the same database. */
  readonly signals: Signals;
  /** Names this process to operators: its machine and process id. */
  readonly holder: string;
  /** Whether this process contends for leases; one that only serves requests does not. Default true. */
  readonly contends?: boolean;
  readonly timings?: LeaseTimings;
  readonly log: { info(facts: object, message: string): void; error(facts: object, message: string): void };
}

/** First and longest pause before another attempt to connect, in milliseconds. */
const PAUSES = { first: 100, longest: 2_000 };

/**
 * Leases as session locks of PostgreSQL, each counted in a table. A lock says who may begin; the epoch in the table
 * keeps out whoever has not noticed yet that its lock is gone.
 */
export class PostgresCoordination implements Coordination {
  readonly requests: Requests;
  readonly #leases = new Map<string, PostgresLease>();
  readonly #numbers = new Map<string, number>();
  #session: LeaseSession | undefined;
  #pauseMs = PAUSES.first;
  #wake: () => void = () => undefined;
  #stopped = false;
  #running: Promise<void> = Promise.resolve();
  #endListening: () => void = () => undefined;
  readonly #outage: OutageLog;

  private constructor(
    private readonly options: PostgresCoordinationOptions,
    private readonly pool: Pool,
  ) {
    this.requests = new PostgresRequests(pool, options.signals);
    this.#outage = new OutageLog(options.log, {
      began: 'The connection that holds the leases was lost and is made again',
      over: 'Leases are contended for over a new connection',
    });
  }

  /** @throws SchemaMismatchError, PostgresConnectionError, CoordinationError when privileges are missing */
  static async open(options: PostgresCoordinationOptions): Promise<PostgresCoordination> {
    const pool = openPool({ ...options.settings, poolSize: 2 }, 'coordination');
    try {
      await assertUsable(pool, options.settings);
      return new PostgresCoordination(options, pool);
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  lease(name: string): Lease {
    const known = this.#leases.get(name);
    if (known) return known;
    const lease = new PostgresLease(name);
    this.#leases.set(name, lease);
    return lease;
  }

  /** All that any process has asked for, with who has them. */
  leases(): Promise<readonly LeaseStatus[]> {
    return readLeases(this.pool);
  }

  /**
   * Has contended once for every lease when it resolves.
   * @throws CoordinationError, PostgresConnectionError, and other faults of the server
   */
  async start(): Promise<void> {
    if (this.options.contends === false) return;
    try {
      await this.#round();
    } catch (error) {
      throw connectionFault(error, this.options.settings);
    }
    this.#endListening = this.options.signals.on(POSTGRES_SCHEMAS.coordination, () => this.#wake());
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#endListening();
    this.#wake();
    await this.#running;
    const session = this.#session;
    this.#drop();
    try {
      await session?.giveUp(this.options.holder);
    } catch (error) {
      this.options.log.error({ err: error }, 'Leases were not given up: the server finds out by itself');
      session?.abandon();
    }
    await this.pool.end();
  }

  async #run(): Promise<void> {
    let pauseMs = this.#roundMs;
    for (;;) {
      await this.#pause(pauseMs);
      if (this.#stopped) return;
      try {
        await this.#round();
        this.#pauseMs = PAUSES.first;
        this.#outage.over();
        pauseMs = this.#roundMs;
      } catch (error) {
        this.#session?.abandon();
        this.#drop();
        this.#outage.failed({ err: error });
        pauseMs = this.#pauseMs * (0.5 + Math.random() / 2);
        this.#pauseMs = Math.min(this.#pauseMs * 2, PAUSES.longest);
      }
    }
  }

  get #timings(): LeaseTimings {
    return this.options.timings ?? LEASE_TIMINGS;
  }

  get #roundMs(): number {
    return this.#timings.roundMs;
  }

  /** Shows the server that this process is there, and takes what has become free. */
  async #round(): Promise<void> {
    const session = (this.#session ??= await this.#open());
    await this.#numberNew(session);
    const missing = [...this.#numbers.values()].filter((number) => !session.holds(number));
    await session.takeFree(missing);
    for (const [name, lease] of this.#leases) {
      const number = this.#numbers.get(name);
      if (number === undefined || lease.restsOn(session) || !session.holds(number)) continue;
      const epoch = await session.beginEpoch(number, this.options.holder);
      if (epoch === undefined || !session.isSure) continue;
      this.options.log.info({ lease: name, epoch }, 'This process has a lease');
      lease.gain(epoch, session);
    }
  }

  async #numberNew(session: LeaseSession): Promise<void> {
    const names = [...this.#leases.keys()].filter((name) => !this.#numbers.has(name));
    if (names.length === 0) return;
    for (const [name, number] of await session.numbersOf(names)) this.#numbers.set(name, number);
  }

  #open(): Promise<LeaseSession> {
    const { settings } = this.options;
    return LeaseSession.open({ settings, timings: this.#timings, onLost: () => this.#onLost() });
  }

  #onLost(): void {
    this.#drop();
    this.#wake();
  }

  #drop(): void {
    this.#session = undefined;
    for (const lease of this.#leases.values()) {
      const { name, epoch } = lease;
      if (lease.lose()) this.options.log.info({ lease: name, epoch }, 'This process has no longer a lease');
    }
  }

  async #pause(pauseMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
