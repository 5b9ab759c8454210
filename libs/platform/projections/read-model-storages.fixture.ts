import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grantTo, migrate, openPool } from '#platform/postgres';
import type { PostgresqlCluster } from '../../../test/support/postgresql-cluster.js';
import type { ReadModelStorage, ReadModelsUnderTest } from './read-model-database.contract.js';
import { PostgresReadModelDatabase } from './postgres/postgres-read-model-database.js';
import { readModelsSchema } from './postgres/postgres-schema.js';
import { SqliteReadModelDatabase } from './sqlite/sqlite-read-model-database.js';

/** Files in folders of their own. */
export const inSqlite: ReadModelsUnderTest = {
  create: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'concordat-read-models-'));
    return { ...sqliteFile(join(folder, 'read-models.db')), remove: async () => rmSync(folder, { recursive: true }) };
  },
};

/** @param options what the file is opened with each time */
export function sqliteFile(file: string, options: { readonly maximumPages?: number } = {}): ReadModelStorage {
  return {
    open: async (projections, opened) => new SqliteReadModelDatabase({ file, projections, ...options, ...opened }),
    bytes: async () =>
      Buffer.concat([file, `${file}-wal`].flatMap((name) => (existsSync(name) ? [readFileSync(name)] : []))),
    remove: async () => rmSync(file, { force: true }),
  };
}

/**
 * Databases of their own on a server.
 * @param through where to reach them instead, for example over a proxy
 */
export function inPostgresql(
  cluster: () => PostgresqlCluster,
  through: (connectionString: string) => string = (direct) => direct,
): ReadModelsUnderTest {
  return {
    create: async (): Promise<ReadModelStorage> => {
      const direct = await readModelsOn(cluster());
      const connectionString = await asService(cluster(), direct, through(direct));
      return {
        open: (projections, { snapshots } = {}) =>
          PostgresReadModelDatabase.open({
            settings: { connectionString, ...(snapshots !== undefined && { poolSize: snapshots }) },
            projections,
            onFault: (error) => {
              throw error;
            },
            log: { info: () => undefined, error: () => undefined },
          }),
        bytes: () => bytesOf(cluster(), direct),
        remove: async () => undefined,
      };
    },
  };
}

/** An address as that of a role that works with the tables and does not own them, as a service should. */
async function asService(cluster: PostgresqlCluster, direct: string, address: string): Promise<string> {
  const own = new URL(address);
  own.username = `service_of_${own.pathname.slice(1)}`;
  await cluster.query(`create role ${own.username} login`);
  const pool = openPool({ connectionString: direct }, 'specs');
  await grantTo(pool, readModelsSchema, own.username);
  await pool.end();
  return own.href;
}

/** A new database with the tables that the read models need. */
export async function readModelsOn(cluster: PostgresqlCluster): Promise<string> {
  const connectionString = await cluster.createDatabase();
  const pool = openPool({ connectionString }, 'specs');
  await migrate(pool, readModelsSchema);
  await pool.end();
  return connectionString;
}

/** The files of all tables, with what was stored apart for being long. */
async function bytesOf(cluster: PostgresqlCluster, connectionString: string): Promise<Buffer> {
  await cluster.query('checkpoint', connectionString);
  const files = await cluster.query(
    `select pg_read_binary_file(pg_relation_filepath(oid)) as bytes from pg_class
     where relkind in ('r', 't') and oid >= 16384`,
    connectionString,
  );
  return Buffer.concat(files.map(({ bytes }) => bytes as Buffer));
}
