import type pg from 'pg';
import { POSTGRES_SCHEMAS } from '#platform/postgres';
import { qualified } from './physical-tables.js';

const SCHEMA = POSTGRES_SCHEMAS.readModels;

/** The class of the advisory locks by which snapshots say which layout they read; any number, the same in every process. */
export const LAYOUT_LOCKS = 1_129_271_120;

/**
 * Drops the tables that no snapshot can read any more: no lock on their last layout, or on an earlier one, is held by
 * anyone. A snapshot that has begun and not taken its lock yet finds it within the second.
 * @returns how many are left
 */
export async function dropRetired(client: Pick<pg.Client, 'query'>): Promise<number> {
  const { rows } = await client.query<{ name: string; free: 0 | 1 }>(`
    select name, last_layout < coalesce((
        select min(objid::bigint) from pg_locks
        where locktype = 'advisory' and classid::bigint = ${LAYOUT_LOCKS} and objsubid = 2
          and database = (select oid from pg_database where datname = current_database())
      ), (select layout from ${SCHEMA}.checkpoint)) and retired_at < clock_timestamp() - interval '1 second' as free
    from ${SCHEMA}.retired_table`);
  const free = rows.filter((row) => row.free).map(({ name }) => name);
  if (free.length === 0) return rows.length;
  // A dump of the database reads every table for as long as it takes.
  await client.query("set local lock_timeout = '1s'");
  await client.query(`drop table if exists ${free.map(qualified).join(', ')}`);
  await client.query(`delete from ${SCHEMA}.retired_table where name = any($1)`, [free]);
  return rows.length - free.length;
}
