import pg from 'pg';
import type { ClusterSession, PostgresqlCluster } from '../../support/postgresql-cluster.js';
import type { Repetition } from '../synthetic-log/repetition.js';
import { copyRows } from './copy-rows.js';
import { RowRepetition, type Cell } from './row-repetition.js';

const SCHEMA = 'concordat_read_models';
/** What says which read models there are, beside their tables. */
const NOT_ROWS = `'checkpoint', 'generation', 'retired_table', 'dead_letter', 'migrations'`;
const CHARACTERS_AT_ONCE = 256 * 1024;

/** A table of the read models with all that is in it. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * Lets read models that the service made of the template grow as if it had read so many repetitions, past the service:
 * by itself, it would take hours for millions of events. The indexes are those that it makes, put up afterwards.
 */
export async function growReadModels(
  cluster: PostgresqlCluster,
  connectionString: string,
  repetition: Repetition,
  repetitions: number,
): Promise<void> {
  await using session = await cluster.session(connectionString);
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(`set maintenance_work_mem = '512MB'`);
    for (const name of await tableNames(session)) {
      const table = await storedTable(session, name);
      const rows = new RowRepetition(table.columns, table.rows, repetition);
      if (rows.grows) await refill(client, table, rows, repetitions);
    }
  } finally {
    await client.end();
  }
  const position = repetition.lengthOfLog(repetitions);
  await session.query(`
    update ${SCHEMA}.checkpoint set position = ${position}, version = version + 1,
      event_id = (select id from concordat_log.events where position = ${position})`);
  // What a server does by itself some time after so much was written; it is not to fall into the measurement.
  await session.query('vacuum (analyze)');
  await session.query('checkpoint');
}

/** Of the projections, in the order of their names. */
export async function tableNames(session: ClusterSession): Promise<readonly string[]> {
  const rows = await session.query(
    `select tablename from pg_tables where schemaname = '${SCHEMA}' and tablename not in (${NOT_ROWS}) order by 1`,
  );
  return rows.map(({ tablename }) => String(tablename));
}

export async function storedTable(session: ClusterSession, name: string): Promise<StoredTable> {
  const found = await session.query(
    `select attname as name from pg_attribute where attrelid = '${SCHEMA}."${name}"'::regclass and attnum > 0
     and not attisdropped order by attnum`,
  );
  const columns = found.map((column) => String(column['name']));
  const texts = columns.map((column) => `"${column}"::text`).join(', ');
  const rows = await session.query(`select array[${texts}] as cells from ${SCHEMA}."${name}"`);
  return { name, columns, rows: rows.map(({ cells }) => cells as readonly Cell[]) };
}

/** In one transaction that empties the table first: with `wal_level=minimal`, nothing of it goes through the log. */
async function refill(
  client: pg.Client,
  { name, columns }: StoredTable,
  rows: RowRepetition,
  repetitions: number,
): Promise<void> {
  const table = `${SCHEMA}."${name}"`;
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    'select indexname as name, indexdef as definition from pg_indexes where schemaname = $1 and tablename = $2',
    [SCHEMA, name],
  );
  await client.query(`begin; truncate ${table}`);
  for (const index of indexes) await client.query(`drop index ${SCHEMA}."${index.name}"`);
  const names = columns.map((column) => `"${column}"`).join(', ');
  await copyRows(client, `copy ${table} (${names}) from stdin`, allOf(rows, repetitions));
  for (const { definition } of indexes) await client.query(definition);
  await client.query('commit');
}

function* allOf(rows: RowRepetition, repetitions: number): Generator<string> {
  yield rows.first();
  let text = '';
  for (let number = 1; number <= repetitions; number += 1) {
    text += rows.of(number);
    if (text.length < CHARACTERS_AT_ONCE) continue;
    yield text;
    text = '';
  }
  yield text;
}
