import pg from 'pg';
import { findPostgresql, startPostgresql, type PostgresqlCluster } from '../postgresql-cluster.js';

/** Where the server is that all spec files of a run use; it is started before them (`global-setup.ts`). */
export const SERVER_VARIABLE = 'CONCORDAT_TEST_POSTGRESQL';

/** Many services are open at once, each with pools of its own. */
const SETTINGS = ['max_connections=400'];

export function startTestServer(): Promise<PostgresqlCluster> {
  const programs = findPostgresql();
  if (programs === undefined) throw new Error('PostgreSQL is not installed (apt-get install postgresql).');
  return startPostgresql(programs, { durable: false, settings: SETTINGS });
}

let own: Promise<PostgresqlCluster> | undefined;

/** The connection string, as superuser, of the server of this run; one is started for this file where there is none. */
async function serverAddress(): Promise<string> {
  const shared = process.env[SERVER_VARIABLE];
  if (shared !== undefined) return shared;
  own ??= startTestServer();
  return (await own).connectionString;
}

/** Stops the server that was started for this file. */
export async function stopTestServer(): Promise<void> {
  const cluster = await own;
  own = undefined;
  await cluster?.close();
}

export interface TestDatabase {
  readonly connectionString: string;
  drop(): Promise<void>;
}

/** A new and empty database. Text is compared as people order it, unless a query says otherwise. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const address = await serverAddress();
  const name = `scenario_${process.pid}_${process.hrtime.bigint()}`;
  await asSuperuser(address, `create database ${name} template template0 locale_provider icu icu_locale 'en-GB'`);
  const url = new URL(address);
  url.pathname = `/${name}`;
  return {
    connectionString: url.href,
    drop: () => asSuperuser(address, `drop database ${name} with (force)`),
  };
}

async function asSuperuser(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
