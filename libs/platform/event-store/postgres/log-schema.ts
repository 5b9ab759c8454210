import { sql } from 'kysely';
import { POSTGRES_SCHEMAS, type SchemaDefinition } from '#platform/postgres';
import { APPEND, MOVING, TABLES, TRIGGERS } from './log-schema.sql.js';

/** The event log: tables, what keeps them append-only, and the one function that writes. */
export const logSchema: SchemaDefinition = {
  schema: POSTGRES_SCHEMAS.log,
  migrations: {
    '001-events': {
      async up(database) {
        for (const statements of [TABLES, MOVING, TRIGGERS, APPEND]) await sql.raw(statements).execute(database);
      },
    },
  },
  grants: (role) => [
    `grant usage on schema concordat_log to ${role}`,
    `grant select on all tables in schema concordat_log to ${role}`,
    `grant execute on function concordat_log.append to ${role}`,
  ],
};
