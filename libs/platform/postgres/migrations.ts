import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely';
import pg, { type Pool } from 'pg';

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

const LEDGER = 'migrations';

/**
 * Brings the tables up to what this version needs. Several processes may try at the same time: one does it.
 * @returns the migrations that ran, in order
 * @throws SchemaMismatchError when a newer version has been here
 */
export async function migrate(pool: Pool, { schema, migrations }: SchemaDefinition): Promise<readonly string[]> {
  const database = databaseOf(pool);
  await assertNotNewer(database, { schema, migrations });
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: schema,
    migrationTableName: LEDGER,
    migrationLockTableName: `${LEDGER}_lock`,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return results.map(({ migrationName }) => migrationName);
}

/**
 * Gives a role what the service needs of this schema, so that the service need not run as the owner of its tables.
 * @throws what PostgreSQL says, for example when there is no such role
 */
export async function grantTo(pool: Pool, { grants }: SchemaDefinition, role: string): Promise<void> {
  for (const statement of grants?.(pg.escapeIdentifier(role)) ?? []) await pool.query(statement);
}

/** @throws SchemaMismatchError when the tables are missing, older or newer than this version needs */
export async function assertMigrated(pool: Pool, definition: SchemaDefinition): Promise<void> {
  const database = databaseOf(pool);
  await assertNotNewer(database, definition);
  const applied = new Set(await appliedMigrations(database, definition.schema));
  const missing = Object.keys(definition.migrations).filter((name) => !applied.has(name));
  if (missing.length === 0) return;
  throw new SchemaMismatchError(
    `The schema ${definition.schema} is older than this version needs (missing: ${missing.join(', ')}). ` +
      'Run "concordat migrate", or start with CONCORDAT_MIGRATE=yes.',
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
