import { sql, type Kysely } from 'kysely';
import { POSTGRES_SCHEMAS, type SchemaDefinition } from '#platform/postgres';

/** Who does what, and what one process asks of another. In the database of the read models, whose writes it fences. */
export const coordinationSchema: SchemaDefinition = {
  schema: POSTGRES_SCHEMAS.coordination,
  migrations: {
    '001-leases-and-requests': { up: leasesAndRequests },
    '002-shared-evidence': { up: sharedEvidence },
  },
  grants: (role) => [
    `grant usage on schema ${POSTGRES_SCHEMAS.coordination} to ${role}`,
    `grant select, insert, update, delete on all tables in schema ${POSTGRES_SCHEMAS.coordination} to ${role}`,
  ],
};

async function leasesAndRequests(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table concordat_coordination.leases (
      number integer generated always as identity unique,
      name text primary key,
      epoch bigint not null default 0,
      holder text,
      since timestamptz
    )
  `.execute(database);
  await sql`
    create table concordat_coordination.requests (
      id uuid primary key,
      kind text not null,
      input jsonb not null,
      asked_at timestamptz not null default clock_timestamp(),
      attempts integer not null default 0,
      answer jsonb,
      answered_at timestamptz
    )
  `.execute(database);
  await sql`
    create index requests_unanswered on concordat_coordination.requests (asked_at, id) where answered_at is null
  `.execute(database);
}

/** Whose coordination it is, and what the evidence ledgers of the processes cannot work out from the log. */
async function sharedEvidence(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table concordat_coordination.installation (
      singleton boolean primary key default true check (singleton),
      id text not null
    )
  `.execute(database);
  await sql`
    create table concordat_coordination.newest_checkpoint (
      singleton boolean primary key default true check (singleton),
      size bigint not null,
      note text not null
    )
  `.execute(database);
  await sql`
    create table concordat_coordination.cosignatures (
      number bigint generated always as identity unique,
      size bigint not null,
      key text not null,
      line text not null,
      primary key (size, key)
    )
  `.execute(database);
  await sql`
    create table concordat_coordination.witness_statuses (
      singleton boolean primary key default true check (singleton),
      statuses jsonb not null
    )
  `.execute(database);
}
