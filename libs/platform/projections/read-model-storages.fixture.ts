import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, openPool } from '#platform/postgres';
import type { PostgresqlCluster } from '../../../test/support/postgresql-cluster.js';
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

/** Databases of their own on a server. */
export function inPostgresql(cluster: () => PostgresqlCluster): ReadModelsUnderTest {
  return {
    create: async (): Promise<ReadModelStorage> => {
      const connectionString = await readModelsOn(cluster());
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
        remove: async () => undefined,
      };
    },
  };
}

/** A new database with the tables that the read models need. */
export async function readModelsOn(cluster: PostgresqlCluster): Promise<string> {
  const connectionString = await cluster.createDatabase();
  const pool = openPool({ connectionString }, 'specs');
  await migrate(pool, readModelsSchema);
  await pool.end();
  return connectionString;
}
