import type pg from 'pg';
import { POSTGRES_SCHEMAS } from '#platform/postgres';
import { physicalName, qualified, type StoredVersion } from './physical-tables.js';
import type { WriteState } from './write-transaction.js';

const SCHEMA = POSTGRES_SCHEMAS.readModels;

/**
 * Writes the tables of every generation anew: what was deleted stays behind in the old ones, which go when the last
 * snapshot of them has gone. Snapshots begin and end as ever meanwhile.
 */
export async function copyTables(client: Pick<pg.Client, 'query'>, state: WriteState): Promise<void> {
  const { rows } = await client.query<StoredVersion & { tables: readonly string[] }>(
    `select projection, version, generation, copy, tables from ${SCHEMA}.generation where state <> 'failed'`,
  );
  // However much there is: this may take longer than any other statement.
  await client.query('set local statement_timeout = 0');
  for (const { tables, ...from } of rows) {
    const to = { ...from, copy: from.copy + 1 };
    for (const table of tables) await copyTable(client, physicalName(table, from), physicalName(table, to));
    await client.query(
      `update ${SCHEMA}.generation set copy = $4 where projection = $1 and version = $2 and generation = $3`,
      [from.projection, from.version, from.generation, to.copy],
    );
    await client.query(
      `insert into ${SCHEMA}.retired_table (name, projection, generation, last_layout)
       select name, $2, $3, $4 from unnest($1::text[]) as name`,
      [tables.map((table) => physicalName(table, from)), from.projection, from.generation, state.layout],
    );
  }
  state.layout += 1;
  state.hasNewLayout = true;
}

async function copyTable(client: Pick<pg.Client, 'query'>, from: string, to: string): Promise<void> {
  const copying = {
    text: `
      create table ${qualified(to)} (like ${qualified(from)} including all);
      insert into ${qualified(to)} select * from ${qualified(from)};
      analyze ${qualified(to)}`,
    // Or a copy that takes its time would be taken for a connection that is lost.
    query_timeout: FOR_EVER_MS,
  };
  await client.query(copying);
}

/** Longest time that a timer can wait. */
const FOR_EVER_MS = 2_147_483_647;

/** What the tables about the read models hold of faults goes too. They are small, and those of the owner. */
export const REWRITE_OWN = `select ${SCHEMA}.rewrite_own()`;
