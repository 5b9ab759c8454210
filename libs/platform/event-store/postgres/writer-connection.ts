import { Socket } from 'node:net';
import pg from 'pg';
import { clientConfig, placeOf, POSTGRES_SCHEMAS, type PostgresSettings } from '#platform/postgres';
import type { EventId, Position } from '../event-store.port.js';
import type { AppendGroup } from './append-group.js';
import { appendStatement, type AppendRow } from './append-statement.js';
import { LogReader } from './log-reader.js';
import type { SeenEvent } from './newest-event.js';
import { EventLogUnsuitableError } from './postgres-event-store.errors.js';

/** A session of the server, so that it can be told whether it has ended. */
export interface ServerSession {
  readonly pid: number;
  /** Tells it from a later one with the same number. Seconds since 1970. */
  readonly startedAt: string;
}

/** Where the log stands, as a new connection finds it. */
export interface LogFacts {
  readonly installationId: string;
  /** The last event; undefined while the log is empty. */
  readonly last: SeenEvent | undefined;
}

/** The former session goes on although it was told to end: what it may still write is not known. */
export class SessionStillThereError extends Error {
  override readonly name = 'SessionStillThereError';
}

/** How long a session that is told to end may take, in milliseconds. */
const END_WITHIN_MS = 5_000;

const DESCRIBE = `
  select pid, extract(epoch from backend_start)::text as started_at, pg_is_in_recovery()::text as standby,
    current_setting('transaction_read_only') as read_only, current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync,
    h.installation_id::text, h.position::text,
    (select e.id::text from concordat_log.events e where e.position = h.position) as id
  from pg_stat_activity, (select * from concordat_log.head order by position desc limit 1) h
  where pid = pg_backend_pid()`;

interface Description {
  readonly pid: number;
  readonly started_at: string;
  readonly standby: string;
  readonly read_only: string;
  readonly synchronous_commit: string;
  readonly fsync: string;
  readonly installation_id: string;
  readonly position: string;
  readonly id: string | null;
}

/** The one connection of a process that writes to the log. Once it is lost it stays so. */
export class WriterConnection {
  readonly reader: LogReader;
  #lost = false;

  private constructor(
    private readonly client: pg.Client,
    private readonly socket: Socket,
    readonly session: ServerSession,
    readonly facts: LogFacts,
    /** False: the server acknowledges commits that a loss of power takes away. */
    readonly waitsForDisk: boolean,
  ) {
    this.reader = new LogReader(client);
    client.on('error', () => (this.#lost = true));
    client.on('end', () => (this.#lost = true));
  }

  /**
   * @param former a session that was lost while it wrote; when this returns, it has ended for certain
   * @throws EventLogUnsuitableError the server is a standby, or takes no writes for now
   * @throws SessionStillThereError
   * @throws what connecting and PostgreSQL throw
   */
  static async open(settings: PostgresSettings, former?: ServerSession): Promise<WriterConnection> {
    const socket = new Socket();
    const client = new pg.Client({ ...clientConfig(settings, 'log writer'), stream: () => socket });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<Description>(DESCRIBE);
      const [description] = rows;
      if (description === undefined) throw new EventLogUnsuitableError(noHead(settings));
      if (description.standby === 'true') throw new EventLogUnsuitableError(standby(settings));
      if (description.read_only === 'on') throw new EventLogUnsuitableError(readOnly(settings));
      if (former !== undefined) await endSession(client, former);
      await prepareSession(client, description);
      return new WriterConnection(client, socket, ...partsOf(description));
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  get isLost(): boolean {
    return this.#lost;
  }

  async append(group: AppendGroup, newTypes: readonly string[]): Promise<AppendRow> {
    const { rows } = await this.client.query<AppendRow & unknown[]>(appendStatement(group, newTypes));
    const [row] = rows;
    if (row === undefined) throw new Error('concordat_log.append gave no answer.');
    return row;
  }

  /**
   * Tells other processes that something was committed. Within the append's transaction it would hold a lock until the
   * commit is on the disk, and all others of the whole server who signal would wait for that. It may be lost: whoever
   * follows the log looks now and then.
   */
  signal(): void {
    this.client.query(`notify ${POSTGRES_SCHEMAS.log}`).catch(() => undefined);
  }

  /** Does not wait for a server that says nothing. */
  drop(): void {
    this.#lost = true;
    this.socket.destroy();
  }

  async close(): Promise<void> {
    if (this.#lost) return this.drop();
    this.#lost = true;
    await this.client.end();
  }
}

function partsOf({ pid, started_at, fsync, installation_id, position, id }: Description) {
  const session: ServerSession = { pid, startedAt: started_at };
  const last = id === null ? undefined : { position: Number(position) as Position, id: id as EventId };
  const facts: LogFacts = { installationId: installation_id, last };
  return [session, facts, fsync === 'on'] as const;
}

/** An append is answered when its commit is on the disk, whatever the database's defaults say. */
async function prepareSession(client: pg.Client, { synchronous_commit }: Description): Promise<void> {
  await client.query(`set default_transaction_isolation = 'read committed'`);
  if (synchronous_commit === 'off') await client.query('set synchronous_commit = on');
}

async function endSession(client: pg.Client, { pid, startedAt }: ServerSession): Promise<void> {
  const { rows } = await client.query<{ ended: number }>(
    `select pg_terminate_backend(pid, ${END_WITHIN_MS}) as ended from pg_stat_activity
     where pid = $1 and extract(epoch from backend_start)::text = $2`,
    [pid, startedAt],
  );
  if (rows.some(({ ended }) => ended === 0)) {
    throw new SessionStillThereError(`The server's session ${pid} was told to end and goes on.`);
  }
}

function standby(settings: PostgresSettings): string {
  return `${placeOf(settings)} is a standby, which takes no writes. Put the primary server into the connection string.`;
}

/** As providers of PostgreSQL have it when the disk is nearly full. */
function readOnly(settings: PostgresSettings): string {
  return (
    `${placeOf(settings)} takes no writes: default_transaction_read_only is on. Look whether its disk is full, then take the ` +
    'setting back.'
  );
}

function noHead(settings: PostgresSettings): string {
  return `The event log in ${placeOf(settings)} has lost its head row. Restore the database from a backup.`;
}
