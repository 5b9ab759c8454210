import { sql, type Kysely } from 'kysely';
import { POSTGRES_SCHEMAS, type SchemaDefinition } from '#platform/postgres';

const SCHEMA = POSTGRES_SCHEMAS.readModels;

/*
 * The tables of the read models themselves are made by the service, generation by generation; these say which there are.
 *
 * A layout is a set of active generations. Its number grows with each change of the set; a snapshot reads the tables of
 * the layout that its checkpoint names.
 */

const TABLES = `
  create table ${SCHEMA}.checkpoint (
    id integer primary key check (id = 1),
    position bigint not null,
    event_id text,
    version bigint not null,
    layout integer not null,
    -- Tells whether a write whose answer was lost has been committed.
    write_id uuid,
    -- The log that the read models come from.
    installation text
  ) with (fillfactor = 20);

  create table ${SCHEMA}.generation (
    projection text collate "C" not null,
    version integer not null,
    generation integer not null,
    state text not null check (state in ('active', 'building', 'failed')),
    position bigint not null,
    fault text,
    tables text[] not null,
    -- How often its tables were written anew, so that nothing of what was deleted is left.
    copy integer not null default 0,
    primary key (projection, version, generation)
  );
  create unique index one_active_generation on ${SCHEMA}.generation (projection) where state = 'active';

  -- Tables that no new snapshot reads any more. They go when the last snapshot of their last layout has gone.
  create table ${SCHEMA}.retired_table (
    name text primary key,
    projection text collate "C" not null,
    generation integer not null,
    last_layout integer not null,
    retired_at timestamptz not null default clock_timestamp()
  );

  create table ${SCHEMA}.dead_letter (
    id bigint generated always as identity primary key,
    projection text collate "C" not null,
    position bigint not null,
    stream text collate "C" not null,
    type text collate "C" not null,
    fault text not null,
    attempts integer not null default 1,
    "recordedAt" text not null
  );
  create unique index dead_letter_place on ${SCHEMA}.dead_letter (projection nulls first, position nulls first);
  create index dead_letter_stream on ${SCHEMA}.dead_letter (projection, stream, position);

  -- Versions are never those of read models that were here before: what was remembered of those must not count.
  insert into ${SCHEMA}.checkpoint (id, position, version, layout)
  values (1, 0, floor(extract(epoch from clock_timestamp()) * 1000), 1);
`;

/**
 * Writes the tables about the read models anew, as their owner: the role of the service may not, and a VACUUM FULL of its own
 * would leave them as they are, with nothing but a warning. A snapshot goes on seeing what it saw.
 */
const REWRITE_OWN = `
  create function ${SCHEMA}.rewrite_own() returns void language plpgsql security definer
    set search_path = pg_catalog, pg_temp
  as $$
  begin
    cluster ${SCHEMA}.dead_letter using dead_letter_place;
    cluster ${SCHEMA}.generation using generation_pkey;
  end $$;
  revoke all on function ${SCHEMA}.rewrite_own from public;
`;

/** What says which read models there are. The tables themselves come and go with the projections. */
export const readModelsSchema: SchemaDefinition = {
  schema: SCHEMA,
  migrations: {
    '001-generations': {
      up: async (database: Kysely<unknown>) => {
        await sql.raw(TABLES).execute(database);
      },
    },
    '002-rewrite': {
      up: async (database: Kysely<unknown>) => {
        await sql.raw(REWRITE_OWN).execute(database);
      },
    },
  },
  // The tables of generations are made by the service, and belong to its role.
  grants: (role) => [
    `grant usage, create on schema ${SCHEMA} to ${role}`,
    `grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role}`,
    `grant usage on all sequences in schema ${SCHEMA} to ${role}`,
    `grant execute on function ${SCHEMA}.rewrite_own to ${role}`,
  ],
};
