import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { OutageLog } from '#platform/outages';
import { clientConfig, POSTGRES_SCHEMAS, type PostgresSettings } from '#platform/postgres';
import type { ProjectionLog } from '../projection-log.js';
import { FencedError, ReadModelsClosedError } from '../read-model-database.js';

/**
 * A transaction that its process leaves alone for so long is ended by the server, in milliseconds: a process that is
 * stopped or cut off keeps its locks no longer than that, and another one takes over.
 */
const LEFT_ALONE_MS = 5_000;
/**
 * How the server finds out that a process is gone without a word: 5 seconds of silence, then 3 questions; and in the midst of
 * a long statement, by looking every second.
 */
const SESSION = `
  set idle_in_transaction_session_timeout = ${LEFT_ALONE_MS}; set client_connection_check_interval = 1000;
  set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 1; set tcp_keepalives_count = 3`;

/** First and longest pause before another attempt to learn what became of a write, in milliseconds. */
const PAUSES = { first: 50, longest: 2_000 };

/** What an outcome is known by. */
export interface WriteMark {
  readonly writeId: string;
  /** The version before the write. */
  readonly before: number;
  /** Whether it still matters: whoever has lost the lease reads anew where the read models are, when it has it again. */
  readonly isOurs: () => boolean;
}

interface Backend {
  readonly client: pg.Client;
  readonly pid: number;
  readonly since: string;
}

/** The one connection over which this process writes; made when it is needed, and again when it is lost. */
export class WriterConnection {
  #backend: Backend | undefined;
  readonly #givingUp = new AbortController();
  #closed = false;
  readonly #outage: OutageLog;

  constructor(
    private readonly settings: PostgresSettings,
    log: ProjectionLog,
  ) {
    this.#outage = new OutageLog(log, {
      began: 'What became of a write of the read models is not known yet',
      over: 'What became of a write of the read models is known',
    });
  }

  /** @throws what keeps a connection from being made */
  async client(): Promise<pg.Client> {
    if (this.#closed) throw new ReadModelsClosedError();
    this.#backend ??= await this.#connect();
    return this.#backend.client;
  }

  /** Undoes what has not been committed; a connection on which that fails is given up. */
  async undo(): Promise<void> {
    try {
      await this.#backend?.client.query('rollback');
    } catch {
      await this.discard();
    }
  }

  /** The connection is not used again: nobody knows in which state it is. */
  async discard(): Promise<void> {
    const backend = this.#backend;
    this.#backend = undefined;
    await backend?.client.end().catch(() => undefined);
  }

  /**
   * Whether a write whose answer was lost has been committed. Waits until the server can say, or the lease is lost.
   * @throws FencedError when somebody else has written since, or may have; ReadModelsClosedError
   */
  async wasCommitted(mark: WriteMark): Promise<boolean> {
    const lost = this.#backend;
    this.#backend = undefined;
    void lost?.client.end().catch(() => undefined);
    for (let pauseMs = PAUSES.first; ; pauseMs = Math.min(pauseMs * 2, PAUSES.longest)) {
      try {
        const wasCommitted = await this.#look(mark, lost);
        this.#outage.over();
        return wasCommitted;
      } catch (error) {
        if (error instanceof FencedError || this.#givingUp.signal.aborted) throw error;
        this.#outage.failed({ err: error });
        await this.discard();
        if (!mark.isOurs()) throw new FencedError('the lease was lost before it was known what became of a write');
        await delay(pauseMs * (0.5 + Math.random() / 2), undefined, { signal: this.#givingUp.signal }).catch(() => {
          throw new ReadModelsClosedError();
        });
      }
    }
  }

  /** From now on nobody waits to learn what became of a write. */
  giveUpWaiting(): void {
    this.#givingUp.abort();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.discard();
  }

  /** The row is locked by a write that is still under way: then it has ended when the answer comes. */
  async #look({ writeId, before }: WriteMark, lost: Backend | undefined): Promise<boolean> {
    const client = await this.client();
    if (lost) {
      const end = 'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start = $2';
      await client.query(end, [lost.pid, lost.since]);
    }
    await client.query('begin');
    const { rows } = await client.query<{ writeId: string | null; version: number }>(
      `select write_id as "writeId", version from ${POSTGRES_SCHEMAS.readModels}.checkpoint for update`,
    );
    await client.query('rollback');
    const [row] = rows;
    if (row?.writeId === writeId) return true;
    if (row?.version === before) return false;
    throw new FencedError('another process has written to them meanwhile');
  }

  async #connect(): Promise<Backend> {
    const client = new pg.Client(clientConfig(this.settings, 'read models'));
    client.on('error', () => {
      if (this.#backend?.client === client) this.#backend = undefined;
    });
    await client.connect();
    await client.query(SESSION);
    const { rows } = await client.query<{ pid: number; since: string }>(
      'select pid, backend_start::text as since from pg_stat_activity where pid = pg_backend_pid()',
    );
    const { pid = 0, since = '' } = rows[0] ?? {};
    return { client, pid, since };
  }
}
