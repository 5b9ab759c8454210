import pg from 'pg';
import {
  clientConfig,
  connectionFault,
  migrate,
  openPool,
  placeOf,
  sqlStateOf,
  type PostgresSettings,
} from '#platform/postgres';
import type { Position, RecordedEvent, StreamName } from '../event-store.port.js';
import { binaryArray } from './binary-array.js';
import { logSchema } from './log-schema.js';
import { EventLogPrivilegesError } from './postgres-event-store.errors.js';

/** Of a session that uses the database as a part of the service. */
export interface OtherSession {
  readonly purpose: string;
  readonly address: string | null;
}

const PURPOSE = 'log import';
const INSUFFICIENT_PRIVILEGE = '42501';

/** What a stream is expected to be: both bounds are the revision before the first event that comes. */
const APPEND = `select head_before from concordat_log.append(
  $1::text[], $2::integer[], $2::integer[], $3::text[], $4::integer[], $5::integer[], $6::timestamptz[],
  $7::uuid[], $8::text[], $9, $10, $11::text[])`;

/**
 * Takes the events of another log into a database that no service uses yet, as they were recorded there: beside the port,
 * which gives events their time itself. Its role must own the schema.
 */
export class PostgresLogImport {
  private constructor(
    private readonly settings: PostgresSettings,
    private readonly client: pg.Client,
  ) {}

  /**
   * Makes the tables when they are not there.
   * @throws PostgresConnectionError, SchemaMismatchError, SchemaRoleError
   */
  static async open(settings: PostgresSettings): Promise<PostgresLogImport> {
    const pool = openPool(settings, PURPOSE);
    let client: pg.Client | undefined;
    try {
      await migrate(pool, logSchema);
      client = new pg.Client(clientConfig(settings, PURPOSE));
      // Whoever asks something of it is told.
      client.on('error', () => undefined);
      await client.connect();
      await client.query('set synchronous_commit = on');
      return new PostgresLogImport(settings, client);
    } catch (error) {
      await client?.end().catch(() => undefined);
      throw faultOf(settings, error);
    } finally {
      await pool.end();
    }
  }

  /** Where an empty log becomes that of this installation, and no service uses it until `finish`. */
  async adopt(installationId: string): Promise<void> {
    await this.#transaction(async () => {
      await this.client.query('alter table concordat_log.head disable trigger head_only_moves_forward');
      await this.client.query('update concordat_log.head set installation_id = $1 where position = 0', [
        installationId,
      ]);
      await this.client.query('alter table concordat_log.head enable trigger head_only_moves_forward');
      await this.client.query(
        `insert into concordat_log.moving select now() from concordat_log.head
         where position = 0 and not exists (select from concordat_log.moving)`,
      );
    });
  }

  /** From here on a service may use it. */
  async finish(): Promise<void> {
    await this.#transaction(() => this.client.query('delete from concordat_log.moving'));
  }

  /**
   * On the disk when it resolves.
   * @param events those that come next in the log
   * @returns false when the log does not end before the first of them: then nothing was written
   */
  async take(events: readonly RecordedEvent[]): Promise<boolean> {
    const [first] = events;
    if (first === undefined) return true;
    return this.#transaction(async () => {
      const { rows } = await this.client.query<{ head_before: Position | null }>(APPEND, parametersOf(events));
      const isNext = rows[0]?.head_before === first.position - 1;
      if (!isNext) await this.client.query('rollback; begin');
      return isNext;
    });
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  async #transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      await this.client.query('begin isolation level read committed');
      const result = await work();
      await this.client.query('commit');
      return result;
    } catch (error) {
      await this.client.query('rollback').catch(() => undefined);
      throw faultOf(this.settings, error);
    }
  }
}

/** Processes of the service that are connected to this database, as far as the role may see them. */
export async function sessionsOfService(settings: PostgresSettings): Promise<readonly OtherSession[]> {
  let client: pg.Client | undefined;
  try {
    client = new pg.Client(clientConfig(settings, PURPOSE));
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ purpose: string; address: string | null }>(
      `select application_name as purpose, client_addr::text as address from pg_stat_activity
       where datname = current_database() and application_name like 'concordat %' and pid <> pg_backend_pid()`,
    );
    return rows;
  } catch (error) {
    throw faultOf(settings, error);
  } finally {
    await client?.end().catch(() => undefined);
  }
}

function parametersOf(events: readonly RecordedEvent[]): unknown[] {
  const streams = new Map<StreamName, { readonly number: number; readonly before: number }>();
  for (const { stream, revision } of events) {
    if (!streams.has(stream)) streams.set(stream, { number: streams.size + 1, before: revision - 1 });
  }
  const places = events.map(({ stream, revision }) => {
    const { number, before } = streams.get(stream) ?? { number: 0, before: 0 };
    return { number, offset: revision - before };
  });
  return [
    [...streams.keys()],
    [...streams.values()].map(({ before }) => before),
    events.map(({ stream }) => stream),
    places.map(({ number }) => number),
    places.map(({ offset }) => offset),
    events.map(({ recordedAt }) => recordedAt),
    events.map(({ id }) => id),
    events.map(({ type }) => type),
    binaryArray(events.map(({ data }) => data)),
    binaryArray(events.map(({ metadata }) => metadata)),
    [...new Set(events.map(({ type }) => type))],
  ];
}

function faultOf(settings: PostgresSettings, error: unknown): unknown {
  if (sqlStateOf(error) !== INSUFFICIENT_PRIVILEGE || !(error instanceof Error))
    return connectionFault(error, settings);
  return new EventLogPrivilegesError(
    `The event log in ${placeOf(settings)} may not be made by this role (${error.message}). Moving a log into it needs the ` +
      'role that owns the schema concordat_log.',
    { cause: error },
  );
}
