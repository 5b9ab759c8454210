import { claimCoordination, coordinationSchema } from '#platform/coordination';
import { logSchema } from '#platform/event-store';
import {
  connectionFault,
  grantTo,
  migrate,
  openPool,
  type PostgresSettings,
  type SchemaDefinition,
} from '#platform/postgres';
import { keysSchema } from '#platform/privacy';
import { readModelsSchema } from '#platform/projections';

/** Which PostgreSQL databases a shared engine has. */
export interface SharedDatabases {
  /** Absent where the log is elsewhere. */
  readonly log?: PostgresSettings;
  readonly readModels: PostgresSettings;
  readonly keys: PostgresSettings;
}

/** What became of one schema. */
export interface SchemaReport {
  readonly schema: string;
  /** The migrations that ran, in order. */
  readonly applied: readonly string[];
}

/**
 * Makes the tables of a shared engine, or brings them up to this version, as their owner. Several may try at the same time.
 * @param role lets this role work with them, as service and workers do
 * @throws SchemaMismatchError, SchemaRoleError, PostgresConnectionError
 */
export async function migrateShared(databases: SharedDatabases, role?: string): Promise<readonly SchemaReport[]> {
  const reports: SchemaReport[] = [];
  for (const [settings, schema] of schemasOf(databases)) {
    // A migration takes as long as it takes.
    const pool = openPool({ ...settings, poolSize: 2, statementTimeoutMs: 0 }, 'migrations');
    try {
      reports.push({ schema: schema.schema, applied: await migrate(pool, schema) });
      if (role !== undefined) await grantTo(pool, schema, role);
    } catch (error) {
      throw connectionFault(error, settings);
    } finally {
      await pool.end();
    }
  }
  return reports;
}

/**
 * Says, the first time, to which log the coordination belongs, and from then on makes sure of it.
 * @throws CoordinationError
 */
export async function claimSharedCoordination(settings: PostgresSettings, installationId: string): Promise<void> {
  const pool = openPool({ ...settings, poolSize: 1 }, 'coordination');
  try {
    await claimCoordination(pool, installationId);
  } finally {
    await pool.end();
  }
}

function schemasOf({
  log,
  readModels,
  keys,
}: SharedDatabases): readonly (readonly [PostgresSettings, SchemaDefinition])[] {
  return [
    ...(log ? ([[log, logSchema]] as const) : []),
    [keys, keysSchema],
    [readModels, coordinationSchema],
    [readModels, readModelsSchema],
  ];
}
