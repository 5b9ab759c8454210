import type { Pool } from 'pg';
import {
  assertMigrated,
  connectionFault,
  placeOf,
  POSTGRES_SCHEMAS,
  sqlStateOf,
  type PostgresSettings,
} from '#platform/postgres';
import { CoordinationError } from './coordination.errors.js';
import { coordinationSchema } from './coordination.schema.js';

const INSUFFICIENT_PRIVILEGE = '42501';

const TABLES_DENIED = `
  select distinct tablename from pg_catalog.pg_tables, unnest(array['select', 'insert', 'update', 'delete']) as privilege
  where schemaname = '${POSTGRES_SCHEMAS.coordination}' and tablename not like 'migrations%'
    and not has_table_privilege(format('%I.%I', schemaname, tablename), privilege)
`;

/**
 * Found when the service starts, not when a lease is to change hands.
 * @throws SchemaMismatchError, PostgresConnectionError, CoordinationError when privileges are missing
 */
export async function assertUsable(pool: Pool, settings: PostgresSettings): Promise<void> {
  try {
    await assertMigrated(pool, coordinationSchema);
    const { rows } = await pool.query<{ tablename: string }>(TABLES_DENIED);
    if (rows.length > 0) throw privilegesMissing(settings);
  } catch (error) {
    if (sqlStateOf(error) === INSUFFICIENT_PRIVILEGE) throw privilegesMissing(settings, error);
    throw connectionFault(error, settings);
  }
}

function privilegesMissing(settings: PostgresSettings, cause?: unknown): CoordinationError {
  return new CoordinationError(
    `${placeOf(settings)} lacks privileges on the schema ${POSTGRES_SCHEMAS.coordination}. ` +
      'Run "concordat migrate --grant-to" with the name of this user.',
    { cause },
  );
}
