import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely';
import pg, { type Pool } from 'pg';
import { sqlStateOf } from './connection-faults.js';

/** The tables of one part, in a schema of their own. Migrations only go forward, in the order of their names. */
export interface SchemaDefinition {
  readonly schema: string;
  /** By names that sort in the order they are to run: `001-events`. */
  readonly migrations: Readonly<Record<string, Migration>>;
  /**
   * Statements that give a role what the service needs, and nothing more, when the tables belong to another role.
   * @param role quoted
   */
  readonly grants?: (role: string) => readonly string[];
}

/** The database is not what this version of the service needs. Says what to do. */
export class SchemaMismatchError extends Error {
  override readonly name = 'SchemaMismatchError';
}

/** The role that signed in may not do this to the tables, or the one that is to work with them is not there. */
export class SchemaRoleError extends Error {
  override readonly name = 'SchemaRoleError';
}

const LEDGER = 'migrations';
const [INSUFFICIENT_PRIVILEGE, UNDEFINED_OBJECT] = ['42501', '42704'];

/**
 * Brings the tables up to what this version needs. Several processes may try at the same time: one does it.
 * @returns the migrations that ran, in order
 * @throws SchemaMismatchError when a newer version has been here, or the database cannot hold every text
 * @throws SchemaRoleError
 */
export async function migrate(pool: Pool, { schema, migrations }: SchemaDefinition): Promise<readonly string[]> {
  const database = databaseOf(pool);
  await assertHoldsEveryText(pool);
  await assertNotNewer(database, { schema, migrations });
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: schema,
    migrationTableName: LEDGER,
    migrationLockTableName: `${LEDGER}_lock`,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw roleFault(error, schema);
  return results.map(({ migrationName }) => migrationName);
}

/**
 * Gives a role what the service needs of this schema, so that the service need not run as the owner of its tables.
 * @throws SchemaRoleError
 */
export async function grantTo(pool: Pool, { schema, grants }: SchemaDefinition, role: string): Promise<void> {
  try {
    for (const statement of grants?.(pg.escapeIdentifier(role)) ?? []) await pool.query(statement);
  } catch (error) {
    throw roleFault(error, schema);
  }
}

/**
 * @throws SchemaMismatchError when the tables are missing, older or newer than this version needs, or the database cannot
 *   hold every text
 */
export async function assertMigrated(pool: Pool, definition: SchemaDefinition): Promise<void> {
  const database = databaseOf(pool);
  await assertHoldsEveryText(pool);
  await assertNotNewer(database, definition);
  const applied = new Set(await appliedMigrations(database, definition.schema));
  const missing = Object.keys(definition.migrations).filter((name) => !applied.has(name));
  if (missing.length === 0) return;
  throw new SchemaMismatchError(
    `The schema ${definition.schema} is older than this version needs (missing: ${missing.join(', ')}). ` +
      'Run "concordat migrate", or start with CONCORDAT_MIGRATE=yes.',
  );
}

/** In another encoding the first letter that it lacks would be refused, long after the start. */
async function assertHoldsEveryText(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ encoding: string }>(`select current_setting('server_encoding') as encoding`);
  const encoding = rows[0]?.encoding;
  if (encoding === 'UTF8') return;
  throw new SchemaMismatchError(
    `The database has the encoding ${encoding}, in which not every text can be stored. Make another one: ` +
      `create database … encoding 'UTF8' template template0.`,
  );
}

/** What PostgreSQL says about roles, in words that say what to do; any other error as it is. */
function roleFault(error: unknown, schema: string): unknown {
  const state = sqlStateOf(error);
  if (!(error instanceof Error)) return error;
  const options = { cause: error };
  if (state === UNDEFINED_OBJECT) return new SchemaRoleError(`Create the role first: ${error.message}.`, options);
  if (state !== INSUFFICIENT_PRIVILEGE) return error;
  return new SchemaRoleError(
    `The role that signed in may not make or change the tables of ${schema}, or give others rights to them ` +
      `(${error.message}). Sign in as the role that owns the database and its tables.`,
    options,
  );
}

async function assertNotNewer(database: Kysely<unknown>, { schema, migrations }: SchemaDefinition): Promise<void> {
  const unknown = (await appliedMigrations(database, schema)).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length === 0) return;
  throw new SchemaMismatchError(
    `The schema ${schema} was made by a newer version (it has ${unknown.join(', ')}). Start that version, or a newer one.`,
  );
}

async function appliedMigrations(database: Kysely<unknown>, schema: string): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ found: number }>`
    select count(*) as found from pg_catalog.pg_tables where schemaname = ${schema} and tablename = ${LEDGER}
  `.execute(database);
  if (Number(tables[0]?.found ?? 0) === 0) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(`${schema}.${LEDGER}`)} order by name`.execute(database);
  return rows.map(({ name }) => name);
}

function databaseOf(pool: Pool): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}
