import { sql } from 'kysely';
import { POSTGRES_SCHEMAS, type SchemaDefinition } from '#platform/postgres';

/**
 * The same tables as in the file of an embedded key store. `store.change` counts fences and destructions: its row is
 * locked while one is written, so that changes become visible in their order and none is missed.
 */
const TABLES = `
  create table concordat_keys.store (
    one                boolean primary key default true check (one),
    id                 uuid    not null,
    created_at         text    not null,
    log_id             text,
    active_version     integer,
    change             bigint  not null default 0,
    fingerprint_key_id text,
    fingerprint_key    bytea   check (octet_length(fingerprint_key) = 44)
  );
  insert into concordat_keys.store (id, created_at)
    values (gen_random_uuid(), to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));

  create table concordat_keys.wrapping_key (
    version            integer primary key,
    key_encryption_key text    not null,
    id                 text    not null,
    created_at         text    not null,
    wrapped            bytea   not null
  );

  create table concordat_keys.key_material (
    number   bigint primary key,
    material bytea  not null check (octet_length(material) = 44)
  );

  create table concordat_keys.subject_key (
    id         text   collate "C" primary key,
    number     bigint not null generated always as identity unique,
    subject    text   collate "C" not null unique,
    created_at text   not null
  );

  create table concordat_keys.fence (
    subject      text   collate "C" primary key,
    reference    text   not null,
    fenced_at    text   not null,
    destroyed_at text,
    change       bigint not null
  );
  create index fence_by_change on concordat_keys.fence (change);

  create table concordat_keys.holder (
    id            uuid        primary key,
    name          text        not null,
    gone_after_ms integer     not null,
    change        bigint      not null,
    seen_at       timestamptz not null
  );
`;

const FENCES_STAY = `
  create function concordat_keys.refuse() returns trigger language plpgsql as $$
  begin
    raise exception 'Fences stay for ever: % on concordat_keys.fence is refused.', tg_op
      using errcode = 'integrity_constraint_violation';
  end $$;
  create trigger fences_stay before delete or truncate on concordat_keys.fence
    for each statement execute function concordat_keys.refuse();
`;

/**
 * Puts new tables in the place of those that hold wrapped keys. What was overwritten stands in the old files until then,
 * also after a vacuum, which leaves the bytes of rows that it takes away. A vacuum that rewrites keeps rows that somebody
 * may still see; this does not, and whoever began to read before (a backup) fails instead of reading too little.
 */
const REWRITE = `
  create function concordat_keys.rewrite() returns void language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '300ms'
  as $$
  declare
    part text;
    granted record;
  begin
    lock table concordat_keys.key_material, concordat_keys.wrapping_key in access exclusive mode;
    foreach part in array array['key_material', 'wrapping_key'] loop
      execute format('create table concordat_keys.%I (like concordat_keys.%I including all)', part || '_new', part);
      execute format('insert into concordat_keys.%I select * from concordat_keys.%I order by 1', part || '_new', part);
      for granted in
        select acl.grantee, acl.privilege_type
        from pg_class c cross join lateral aclexplode(c.relacl) acl
        where c.oid = format('concordat_keys.%I', part)::regclass and acl.grantee not in (c.relowner, 0)
      loop
        execute format('grant %s on concordat_keys.%I to %I', granted.privilege_type, part || '_new',
          pg_get_userbyid(granted.grantee));
      end loop;
      execute format('drop table concordat_keys.%I', part);
      execute format('alter table concordat_keys.%I rename to %I', part || '_new', part);
    end loop;
  end $$;
  revoke all on function concordat_keys.rewrite from public;
`;

/** The keys of data subjects. May be in a database of its own, which is then backed up apart. */
export const keysSchema: SchemaDefinition = {
  schema: POSTGRES_SCHEMAS.keys,
  migrations: {
    '001-keys': {
      async up(database) {
        for (const statements of [TABLES, FENCES_STAY, REWRITE]) await sql.raw(statements).execute(database);
      },
    },
  },
  grants: (role) => [
    `grant usage on schema concordat_keys to ${role}`,
    `grant select on all tables in schema concordat_keys to ${role}`,
    `grant update on concordat_keys.store to ${role}`,
    `grant insert, update on concordat_keys.wrapping_key, concordat_keys.key_material to ${role}`,
    `grant insert on concordat_keys.subject_key to ${role}`,
    `grant insert, update on concordat_keys.fence to ${role}`,
    `grant insert, update, delete on concordat_keys.holder to ${role}`,
    `grant execute on function concordat_keys.rewrite to ${role}`,
  ],
};
