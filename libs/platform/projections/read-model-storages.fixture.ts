import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import pg from 'pg';
import { migrate, openPool } from '#platform/postgres';
import { findPostgresql, startPostgresql, type PostgresqlCluster } from '../../../test/support/postgresql-cluster.js';
import type { ReadModelStorage, ReadModelsUnderTest } from './read-model-database.contract.js';
import { PostgresReadModelDatabase } from './postgres/postgres-read-model-database.js';
import { readModelsSchema } from './postgres/postgres-schema.js';
import { SqliteReadModelDatabase } from './sqlite/sqlite-read-model-database.js';

/** Files in folders of their own. */
export const inSqlite: ReadModelsUnderTest = {
  create: async (): Promise<ReadModelStorage> => {
    const folder = mkdtempSync(join(tmpdir(), 'concordat-read-models-'));
    return {
      open: async (projections, options) =>
        new SqliteReadModelDatabase({ file: join(folder, 'read-models.db'), projections, ...options }),
      remove: async () => rmSync(folder, { recursive: true }),
    };
  },
};

/** Where the programs of PostgreSQL are; without them, what needs them is left out. */
export const postgresqlPrograms = findPostgresql();

/** Databases of a server that runs for the specs of a file. */
export function inPostgresql(): ReadModelsUnderTest & { connectionString(): Promise<string> } {
  let cluster: PostgresqlCluster | undefined;
  beforeAll(async () => {
    cluster = await startPostgresql(postgresqlPrograms ?? '', tmpdir());
  }, 60_000);
  afterAll(() => cluster?.close());
  const connectionString = async () => newDatabase(cluster?.connectionString ?? '');
  return {
    connectionString,
    create: async (): Promise<ReadModelStorage> => {
      const settings = { connectionString: await connectionString() };
      return {
        open: (projections, { snapshots } = {}) =>
          PostgresReadModelDatabase.open({
            settings: { ...settings, ...(snapshots !== undefined && { poolSize: snapshots }) },
            projections,
            onFault: (error) => {
              throw error;
            },
            log: { info: () => undefined, error: () => undefined },
          }),
        remove: async () => undefined,
      };
    },
  };
}

/** A database of its own, with the tables that the read models need. */
async function newDatabase(server: string): Promise<string> {
  const name = `specs_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const connectionString = server.replace(/\/[^/]*$/, `/${name}`);
  const pool = openPool({ connectionString }, 'specs');
  await migrate(pool, readModelsSchema);
  await pool.end();
  return connectionString;
}
