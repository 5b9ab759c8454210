import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startIssuer } from '../support/issuer/index.js';
import { findPostgresql, startPostgresql } from '../support/postgresql-cluster.js';
import { startServiceProcess } from '../support/service-process.js';
import { Fleet, registrations } from '../faults/processes/fleet.js';

/** What is under load for a long time. */
export interface SoakTarget {
  /** Of the processes that answer. */
  readonly urls: readonly string[];
  token(): Promise<string>;
  /** How often the registration of each organisation is on record. */
  registered(): Promise<ReadonlyMap<string, number>>;
  /** Process ids, by what the processes are. */
  readonly processes: ReadonlyMap<string, number>;
  /** Of the write-ahead log, which must not grow for ever. */
  walBytes(): Promise<number>;
  /** How large it may become. */
  readonly mostWalBytes: number;
  /** Of the database server, where there is one. */
  server?(): Promise<ServerFigures>;
  stop(): Promise<void>;
}

/** What a PostgreSQL server says of itself. */
export interface ServerFigures {
  readonly sessions: number;
  /** In the tables of the service. */
  readonly rows: number;
  /** Rows that nobody sees any more, and that are not cleaned up yet. */
  readonly deadRows: number;
  /** What the tables take on the disk that hold one row, or few, and are written over and over. */
  readonly bytesOfSingleRows: number;
}

const MEGABYTE = 1024 * 1024;
const MAX_WAL_MEGABYTES = 256;
const TABLES = "from pg_stat_user_tables where schemaname like 'concordat\\\\_%'";
const SERVER_FIGURES = {
  sessions: "select count(*) as count from pg_stat_activity where backend_type = 'client backend'",
  rows: `select sum(n_live_tup) as count ${TABLES}`,
  deadRows: `select sum(n_dead_tup) as count ${TABLES}`,
  bytesOfSingleRows:
    "select sum(pg_total_relation_size(name::regclass)) as count from unnest(array['concordat_log.head', " +
    "'concordat_read_models.checkpoint', 'concordat_coordination.leases']) as name",
} as const;
const REGISTRAR = 'registrar';

export function startTarget(engine: 'embedded' | 'postgresql', folder: string): Promise<SoakTarget> {
  return engine === 'embedded' ? startEmbedded(folder) : startOnPostgresql(folder);
}

/** Two API processes and two workers. */
async function startOnPostgresql(folder: string): Promise<SoakTarget> {
  const programs = findPostgresql();
  if (programs === undefined) throw new Error('PostgreSQL is not installed (apt-get install postgresql).');
  const settings = [`max_wal_size=${MAX_WAL_MEGABYTES}MB`, 'checkpoint_timeout=60s'];
  const cluster = await startPostgresql(programs, { parent: folder, settings });
  const fleet = await Fleet.start(cluster, 2, 2).catch(async (error: unknown) => {
    await cluster.close();
    throw error;
  });
  return {
    urls: fleet.urls,
    token: () => fleet.token(),
    registered: () => fleet.registered(),
    processes: fleet.processIds,
    walBytes: () => fleet.count('select sum(size) as count from pg_ls_waldir()'),
    // PostgreSQL begins a checkpoint when it has written so much, and may write as much again until it is done.
    mostWalBytes: 2 * MAX_WAL_MEGABYTES * MEGABYTE,
    server: () => serverFigures(fleet),
    stop: async () => {
      await fleet.stop();
      await cluster.close();
    },
  };
}

async function serverFigures(fleet: Fleet): Promise<ServerFigures> {
  const { sessions, rows, deadRows, bytesOfSingleRows } = SERVER_FIGURES;
  return {
    sessions: await fleet.count(sessions),
    rows: await fleet.count(rows),
    deadRows: await fleet.count(deadRows),
    bytesOfSingleRows: await fleet.count(bytesOfSingleRows),
  };
}

async function startEmbedded(folder: string): Promise<SoakTarget> {
  const party = { kind: 'HSE', id: 'authority-00000000-0000-5000-8000-000000000001' };
  const claims = { concordat_party: party, concordat_roles: ['REGISTRAR'] };
  const issuer = await startIssuer({ clients: [{ clientId: REGISTRAR, clientSecret: 'secret', claims }] });
  const data = join(folder, 'data');
  const service = startServiceProcess({
    CONCORDAT_DATA_FOLDER: data,
    CONCORDAT_OIDC_ISSUER: issuer.url,
    CONCORDAT_OIDC_AUDIENCE: issuer.audience,
    CONCORDAT_PORT: '0',
    CONCORDAT_RATE_PER_SUBJECT: '1000000',
    CONCORDAT_RATE_PER_ADDRESS: '1000000',
  });
  const url = await service.ready();
  return {
    urls: [url],
    token: () => issuer.token(REGISTRAR),
    registered: async () => registeredIn(join(data, 'log.db')),
    processes: new Map([['service', service.pid ?? 0]]),
    walBytes: async () =>
      ['log.db', 'read-models.db'].reduce((sum, name) => sum + sizeOf(join(data, `${name}-wal`)), 0),
    mostWalBytes: 128 * MEGABYTE,
    stop: async () => {
      await service.stop();
      await issuer.close();
    },
  };
}

function registeredIn(file: string): ReadonlyMap<string, number> {
  const log = new Database(file, { readonly: true });
  try {
    return new Map(log.prepare<[], [string, number]>(registrations('events')).raw().all());
  } finally {
    log.close();
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
