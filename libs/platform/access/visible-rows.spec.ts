import { createMongoAbility, type MongoQuery } from '@casl/ability';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, sql } from 'kysely';
import { PortablePostgresQueryCompiler, SteadySqliteDialect } from '#platform/queries';
import { UnsupportedRuleError } from './access.errors.js';
import { permits, type Ability } from './policy.js';
import { visibleRows } from './visible-rows.js';

interface Row {
  readonly id: number;
  readonly party: string | null;
  readonly level: number | null;
  readonly closed: 0 | 1 | null;
}

let database: Kysely<{ contact: Row; note: { contactId: number; party: string } }>;

/** Only compiles. */
const onPostgres = new Kysely<{ contact: Row }>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PortablePostgresQueryCompiler(new Set(), (table) => table),
  },
});

beforeAll(async () => {
  database = new Kysely({ dialect: new SteadySqliteDialect({ database: new Database(':memory:') }) });
  await database.schema
    .createTable('contact')
    .addColumn('id', 'integer')
    .addColumn('party', 'text')
    .addColumn('level', 'integer')
    .addColumn('closed', 'integer')
    .execute();
  await database.schema.createTable('note').addColumn('contactId', 'integer').addColumn('party', 'text').execute();
});
beforeEach(async () => {
  await database.deleteFrom('contact').execute();
  await database.deleteFrom('note').execute();
});
afterAll(() => database.destroy());

function abilityOf(...conditions: (MongoQuery | undefined)[]): Ability {
  return createMongoAbility(conditions.map((each) => ({ action: 'read', subject: 'Contact', conditions: each })));
}

async function visibleIds(ability: Ability): Promise<number[]> {
  const where = visibleRows(ability, 'read', 'Contact');
  const rows = await database.selectFrom('contact').select('id').where(where).orderBy('id').execute();
  return rows.map(({ id }) => id);
}

const parties = fc.option(fc.constantFrom('a', 'b', 'A', "o'neill", 'é', ''), { nil: null });
const levels = fc.option(fc.integer({ min: -1, max: 2 }), { nil: null });
const flags = fc.option(fc.boolean(), { nil: null });

const row = fc.record({ party: parties, level: levels, closed: flags });
type PolicyRow = { party: string | null; level: number | null; closed: boolean | null };

// Conditions are object literals; fast-check would also try objects without a prototype.
const PLAIN = { noNullPrototype: true } as const;

function comparisonWith(values: fc.Arbitrary<string | number | boolean | null>): fc.Arbitrary<unknown> {
  const listed = fc.array(values, { maxLength: 4 });
  const long = listed.map((list) => [...list, ...Array.from({ length: 60 }, (_, index) => `filler ${index}`)]);
  return fc.oneof(
    values,
    fc.record({ $eq: values }, PLAIN),
    fc.record({ $ne: values }, PLAIN),
    fc.record({ $in: fc.oneof(listed, long) }, PLAIN),
    fc.record({ $ne: values, $in: listed }, PLAIN),
  );
}

const conditions = fc.record(
  { party: comparisonWith(parties), level: comparisonWith(levels), closed: comparisonWith(flags) },
  { ...PLAIN, requiredKeys: [] },
) as fc.Arbitrary<MongoQuery>;

describe('the rows visible in SQL', () => {
  it('are those that the policy permits, for any rows and rules', async () => {
    const rules = fc.array(fc.option(conditions, { nil: undefined, freq: 20 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), rules, async (rows, given) => {
        const stored = rows.map(({ closed, ...rest }, id) => ({
          id,
          ...rest,
          closed: closed === null ? null : closed ? (1 as const) : (0 as const),
        }));
        await database.deleteFrom('contact').execute();
        await database.insertInto('contact').values(stored).execute();
        const ability = abilityOf(...given);
        const permitted = rows.flatMap((each: PolicyRow, id) =>
          permits(ability, 'read', 'Contact', { ...each }) ? [id] : [],
        );
        expect(await visibleIds(ability)).toEqual(permitted);
      }),
      { numRuns: 500 },
    );
  });

  it('are none when nothing is allowed, and none of another subject or action', async () => {
    await database.insertInto('contact').values({ id: 1, party: 'a', level: 1, closed: 0 }).execute();
    expect(await visibleIds(abilityOf())).toEqual([]);
    const other = createMongoAbility([
      { action: 'read', subject: 'Partnership' },
      { action: 'recordContact', subject: 'Contact' },
    ]);
    expect(await visibleIds(other)).toEqual([]);
    expect(await visibleIds(abilityOf({ party: { $in: [] } }))).toEqual([]);
  });

  it('are all when the rule has no conditions', async () => {
    await database.insertInto('contact').values({ id: 1, party: null, level: null, closed: null }).execute();
    expect(await visibleIds(abilityOf(undefined))).toEqual([1]);
    expect(await visibleIds(abilityOf({}))).toEqual([1]);
    expect(await visibleIds(createMongoAbility([{ action: 'manage', subject: 'all' }]))).toEqual([1]);
  });

  it('can be chosen from tens of thousands of ids, through the index', async () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => `organisation-${index}`);
    await database
      .insertInto('contact')
      .values([
        { id: 1, party: 'organisation-49999', level: 0, closed: 0 },
        { id: 2, party: 'organisation-50000', level: 0, closed: 0 },
      ])
      .execute();
    const ability = abilityOf({ party: { $in: ids } }, { party: { $in: ids.slice(1) }, level: 5 });
    expect(await visibleIds(ability)).toEqual([1]);

    await database.schema.createIndex('contact_party').on('contact').column('party').execute();
    const plan = await database
      .selectFrom('contact')
      .selectAll()
      .where(visibleRows(abilityOf({ party: { $in: ids } }), 'read', 'Contact'))
      .explain(undefined, sql`query plan`);
    await database.schema.dropIndex('contact_party').execute();
    expect(JSON.stringify(plan)).toContain('USING INDEX contact_party');
  });

  it('can be named with their table where a query joins several', async () => {
    await database
      .insertInto('contact')
      .values([
        { id: 1, party: 'a', level: 0, closed: 0 },
        { id: 2, party: 'b', level: 0, closed: 0 },
      ])
      .execute();
    await database
      .insertInto('note')
      .values([
        { contactId: 1, party: 'b' },
        { contactId: 2, party: 'a' },
      ])
      .execute();
    const query = database
      .selectFrom('contact as c')
      .innerJoin('note', 'note.contactId', 'c.id')
      .select('c.id')
      .where(visibleRows(abilityOf({ party: 'a' }), 'read', 'Contact', { table: 'c' }));
    expect(await query.execute()).toEqual([{ id: 1 }]);
  });

  it('are asked for with parameters, never with values in the text', () => {
    const hostile = `x' or 1=1 --`;
    const compiled = database
      .selectFrom('contact')
      .selectAll()
      .where(visibleRows(abilityOf({ party: hostile }, { party: { $in: [hostile, 'a'] } }), 'read', 'Contact'))
      .compile();
    expect(compiled.sql).not.toContain('1=1');
    expect(compiled.parameters).toEqual(expect.arrayContaining([hostile]));
  });

  it('are asked of PostgreSQL with one array for a long list', () => {
    const ids = Array.from({ length: 60 }, (_, index) => `id-${index}`);
    const where = visibleRows(abilityOf({ party: { $in: ids } }), 'read', 'Contact');
    const compiled = onPostgres.selectFrom('contact').selectAll().where(where).compile();
    expect(compiled.sql).toContain('= any(');
    expect(compiled.parameters).toEqual([ids]);
  });

  it.each<[string, MongoQuery]>([
    ['another operator', { level: { $gt: 1 } }],
    ['a logical operator', { $or: [{ party: 'a' }] } as MongoQuery],
    ['a nested attribute', { 'party.id': 'a' }],
    ['an empty comparison', { party: {} }],
    ['a list as value', { party: ['a'] }],
    ['a list within a list', { party: { $in: [['a']] } }],
    ['a date', { level: { $eq: new Date(0) } }],
    ['not a number', { level: Number.NaN }],
    ['a string with U+0000', { party: 'a\0b' }],
  ])('are refused for %s', (_name, condition) => {
    expect(() => visibleRows(abilityOf(condition), 'read', 'Contact')).toThrow(UnsupportedRuleError);
  });

  it('are refused for rules that forbid or name fields', () => {
    const forbids = createMongoAbility([{ action: 'read', subject: 'Contact', inverted: true }]);
    const names = createMongoAbility([{ action: 'read', subject: 'Contact', fields: ['party'] }]);
    expect(() => visibleRows(forbids, 'read', 'Contact')).toThrow(UnsupportedRuleError);
    expect(() => visibleRows(names, 'read', 'Contact')).toThrow(UnsupportedRuleError);
  });
});
