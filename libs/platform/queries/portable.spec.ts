import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kysely, PostgresDialect, sql, type QueryCompiler } from 'kysely';
import { openPool } from '#platform/postgres';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { byEngine, isAmong, jsonTextAt, listOf, pairsOf, textRows } from './portable.js';
import { PortablePostgresQueryCompiler } from './postgres-query-compiler.js';
import { engineOf } from './query-engine.js';
import { SteadySqliteDialect } from './sqlite-query-compiler.js';

interface Tables {
  readonly note: {
    readonly id: string;
    readonly number: number;
    readonly topic: string | null;
    readonly facts: string;
  };
}

const ROWS = [
  ['a', 1, null, '{"inputs":{"site":{"id":"s-1"}}}'],
  ['B', 2, 'x', '{"inputs":{}}'],
  ['é', 3, 'X', '{"inputs":{"site":{"id":7}}}'],
  ['b', 4, null, '{}'],
] as const;

class PortablePostgresDialect extends PostgresDialect {
  override createQueryCompiler(): QueryCompiler {
    return new PortablePostgresQueryCompiler(new Set(['note']), (table) => `public."stored_${table}"`);
  }
}

describe('Queries on SQLite', () => {
  const file = new Database(':memory:');
  file.exec('create table note (id text primary key, number integer, topic text, facts text) strict');
  for (const row of ROWS) file.prepare('insert into note values (?, ?, ?, ?)').run(...row);
  afterAll(() => void file.close());
  describeQueries('sqlite', () => new Kysely<Tables>({ dialect: new SteadySqliteDialect({ database: file }) }));
});

describeWithPostgresql('Queries on PostgreSQL', (cluster) => {
  let tables: Kysely<Tables>;
  beforeAll(async () => {
    const pool = openPool({ connectionString: await cluster().createDatabase() }, 'specs');
    await pool.query(
      'create table stored_note (id text collate "C" primary key, number bigint, topic text collate "C", facts text)',
    );
    for (const row of ROWS) await pool.query('insert into stored_note values ($1, $2, $3, $4)', [...row]);
    tables = new Kysely<Tables>({ dialect: new PortablePostgresDialect({ pool }) });
  });
  afterAll(() => tables.destroy());
  describeQueries('postgresql', () => tables);
});

function describeQueries(engine: 'sqlite' | 'postgresql', tables: () => Kysely<Tables>): void {
  const notes = () => tables().selectFrom('note');
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).join(' ');

  it('are known by their engine', () => {
    expect(engineOf(tables())).toBe(engine);
  });

  it('compare texts by their bytes, and put null first', async () => {
    expect(idsOf(await notes().select('id').orderBy('id').execute())).toBe('B a b é');
    const byTopic = notes().select('id').orderBy('topic').orderBy('id');
    expect(idsOf(await byTopic.execute())).toBe('a b é B');
    const backwards = notes().select('id').orderBy('topic', 'desc').orderBy('id', 'desc');
    expect(idsOf(await backwards.execute())).toBe('B é b a');
  });

  it('find what is in a list, however long, or in none', async () => {
    const many = Array.from({ length: 40_000 }, (_, index) => `id-${index}`);
    const found = (ids: readonly string[]) =>
      notes().select('id').where('id', 'in', listOf(ids)).orderBy('id').execute();
    expect(idsOf(await found([...many, 'a', 'é']))).toBe('a é');
    expect(idsOf(await found([]))).toBe('');
    const others = notes()
      .select('id')
      .where('number', 'not in', listOf([1, 2]))
      .orderBy('id');
    expect(idsOf(await others.execute())).toBe('b é');
    expect(
      idsOf(
        await notes()
          .select('id')
          .where(isAmong(sql.ref('number'), [2]))
          .execute(),
      ),
    ).toBe('B');
    expect(idsOf(await notes().select('id').where('id', 'in', []).execute())).toBe('');
    expect(await notes().select('id').where('id', 'not in', []).execute()).toHaveLength(4);
  });

  it('find pairs, and take texts as rows', async () => {
    const pairs = pairsOf([
      ['a', 1],
      ['B', 4],
    ]);
    const paired = notes()
      .select('id')
      .where(sql<boolean>`(id, number) in ${pairs}`);
    expect(idsOf(await paired.execute())).toBe('a');
    const { rows } = await sql<{
      value: string;
    }>`select value from ${textRows(['x', 'y'], 'each')} order by value`.execute(tables());
    expect(rows.map(({ value }) => value)).toEqual(['x', 'y']);
  });

  it('look into JSON', async () => {
    const site = jsonTextAt('note.facts', 'inputs', 'site', 'id');
    expect(idsOf(await notes().select('id').where(site, '=', 's-1').execute())).toBe('a');
    expect(idsOf(await notes().select('id').where(site, 'is', null).orderBy('id').execute())).toBe('B b');
  });

  it('give truth as 1 and 0, and counts and sums as numbers', async () => {
    const [row] = await notes()
      .select(({ fn, exists, selectFrom }) => [
        fn.countAll<number>().as('notes'),
        fn.sum<number>('number').as('sum'),
        exists(selectFrom('note as other').select('other.id').where('other.id', '=', 'a')).as('known'),
      ])
      .execute();
    expect(row).toEqual({ notes: 4, sum: 10, known: 1 });
  });

  it('name tables under another name, joined, in a subquery and in text', async () => {
    const joined = notes()
      .innerJoin('note as next', (join) => join.on(sql<boolean>`next.number = note.number + 1`))
      .select(['note.id', 'next.id as nextId'])
      .orderBy('note.number');
    expect(await joined.execute()).toEqual([
      { id: 'a', nextId: 'B' },
      { id: 'B', nextId: 'é' },
      { id: 'é', nextId: 'b' },
    ]);
    const { rows } = await sql<{
      most: number;
    }>`select max(each.number) as most from ${sql.table('note')} as each`.execute(tables());
    expect(rows).toEqual([{ most: 4 }]);
  });

  it('choose a text for their engine', async () => {
    const name = byEngine<string>({ sqlite: sql`'sqlite'`, postgresql: sql`'postgresql'::text` });
    const [row] = await notes().select(name.as('engine')).limit(1).execute();
    expect(row).toEqual({ engine });
  });
}
