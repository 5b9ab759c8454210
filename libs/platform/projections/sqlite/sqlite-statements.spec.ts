import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import {
  defineTable,
  flag,
  increment,
  integer,
  json,
  nullable,
  parseJson,
  real,
  text,
  toJson,
  type RowChange,
} from '../table.js';
import { createTableStatements, physicalName, RowChangeStatements } from './sqlite-statements.js';

const visit = defineTable('visit', {
  columns: {
    site: text(),
    number: integer(),
    hours: real(),
    urgent: flag(),
    note: nullable(text()),
    score: nullable(integer()),
    topics: json<readonly string[]>(),
  },
  primaryKey: ['site', 'number'],
  indexes: [['hours', 'site'], ['note']],
});
const keyOnly = defineTable('key_only', { columns: { id: text() }, primaryKey: ['id'] });
const row = { site: 'a', number: 1, hours: 1.5, urgent: 1 as const, note: null, score: 3, topics: toJson(['x']) };
const version = { projection: 'visits', version: 2, generation: 7 };

describe('The statements of a table', () => {
  let database: Database.Database;
  let statements: RowChangeStatements;
  beforeEach(() => {
    database = new Database(':memory:');
    for (const table of [visit, keyOnly]) {
      for (const statement of createTableStatements(table, version)) database.exec(statement);
    }
    const keys = [visit, keyOnly].map(({ name, primaryKey }) => [name, primaryKey] as const);
    statements = new RowChangeStatements(database, new Map(keys));
  });
  afterEach(() => void database.close());

  const apply = (...changes: readonly RowChange[]) => {
    for (const change of changes) statements.apply(change, version);
  };
  const rows = () => database.prepare(`SELECT * FROM "${physicalName('visit', version)}" ORDER BY site, number`).all();

  it('make it strict, with its columns, key and indexes, under a name of its projection, version and generation', () => {
    const name = 'visit__visits_v2_g7';
    expect(physicalName('visit', version)).toBe(name);
    expect(database.pragma(`table_info("${name}")`)).toEqual(
      [
        ['site', 'TEXT', 1, 1],
        ['number', 'INTEGER', 1, 2],
        ['hours', 'REAL', 1, 0],
        ['urgent', 'INTEGER', 1, 0],
        ['note', 'TEXT', 0, 0],
        ['score', 'INTEGER', 0, 0],
        ['topics', 'TEXT', 1, 0],
      ].map(([column, type, notnull, pk]) => expect.objectContaining({ name: column, type, notnull, pk })),
    );
    expect(database.pragma(`index_info("${name}_i0")`)).toMatchObject([{ name: 'hours' }, { name: 'site' }]);
    expect(database.pragma(`index_info("${name}_i1")`)).toMatchObject([{ name: 'note' }]);
    expect(() => apply(visit.insert({ ...row, number: 'one' as unknown as number }))).toThrow(/cannot store TEXT/);
  });

  it('insert rows, and refuse one whose key is there', () => {
    apply(visit.insert(row), visit.insert({ ...row, number: 2, note: 'n' }));
    expect(rows()).toEqual([row, { ...row, number: 2, note: 'n' }]);
    expect(parseJson(row.topics)).toEqual(['x']);
    expect(() => apply(visit.insert(row))).toThrow(/UNIQUE/);
  });

  it('refuse a row with a column missing, unknown or undefined', () => {
    const { note: _, ...incomplete } = row;
    expect(() => apply({ kind: 'insert', table: 'visit', row: { ...incomplete, hours: null } })).toThrow(/NOT NULL/);
    expect(() => apply({ kind: 'insert', table: 'visit', row: { ...row, more: 1 } })).toThrow(/no column named more/);
    const holed = { ...row, note: undefined } as unknown as typeof row;
    expect(() => apply(visit.insert(holed))).toThrow('A change of visit holds undefined: insert:site,');
    apply(visit.insert({ ...row, note: 'kept' }));
    expect(() => apply(visit.update({ site: undefined }, { hours: 2 }))).toThrow('holds undefined: update:hours:site');
    expect(() => apply(visit.update({ site: 'a' }, { note: undefined }))).toThrow('holds undefined: update:note:site');
    expect(() => apply(visit.delete({ site: undefined }))).toThrow('holds undefined: delete:site');
    expect(rows()).toEqual([{ ...row, note: 'kept' }]);
  });

  it('upsert rows: new ones, and all columns of those that are there', () => {
    apply(visit.upsert(row), visit.upsert({ ...row, hours: 9, note: 'later', score: null }));
    expect(rows()).toEqual([{ ...row, hours: 9, note: 'later', score: null }]);
    apply(keyOnly.upsert({ id: 'k' }), keyOnly.upsert({ id: 'k' }));
    expect(database.prepare(`SELECT * FROM "${physicalName('key_only', version)}"`).all()).toEqual([{ id: 'k' }]);
  });

  it('update the rows that match, by values, by increments and to null', () => {
    apply(visit.insert(row), visit.insert({ ...row, number: 2 }), visit.insert({ ...row, site: 'b' }));
    apply(
      visit.update({ site: 'a' }, { score: increment(4), hours: increment(-0.5), note: 'seen' }),
      visit.update({ site: 'a', number: 2 }, { note: null, urgent: 0, score: increment(1) }),
    );
    expect(rows()).toEqual([
      { ...row, score: 7, hours: 1, note: 'seen' },
      { ...row, number: 2, score: 8, hours: 1, urgent: 0 },
      { ...row, site: 'b' },
    ]);
  });

  it('match null as null, with statements of the same columns side by side', () => {
    apply(visit.insert(row), visit.insert({ ...row, number: 2, note: 'n' }));
    apply(visit.update({ site: 'a', note: 'n' }, { hours: 5 }), visit.update({ site: 'a', note: null }, { hours: 6 }));
    expect(rows()).toEqual([
      { ...row, hours: 6 },
      { ...row, number: 2, note: 'n', hours: 5 },
    ]);
    apply(visit.delete({ note: null }));
    expect(rows()).toHaveLength(1);
  });

  it('delete the rows that match, in the order of the changes', () => {
    apply(visit.insert(row), visit.delete({ site: 'a', number: 1 }), visit.insert({ ...row, hours: 2 }));
    expect(rows()).toEqual([{ ...row, hours: 2 }]);
    apply(visit.delete({ site: 'none' }));
    expect(rows()).toHaveLength(1);
  });

  it('keep apart what holds other values in the same columns', () => {
    for (const [number, hours] of [3, 1, 2].entries()) apply(visit.insert({ ...row, number, hours }));
    apply(visit.update({ number: 1 }, { hours: 7 }), visit.update({ number: 2 }, { hours: 8 }));
    expect(rows()).toMatchObject([{ hours: 3 }, { hours: 7 }, { hours: 8 }]);
  });
});
