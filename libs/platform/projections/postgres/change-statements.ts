import pg from 'pg';
import { COLUMN_TYPES, qualified } from './physical-tables.js';
import type { ChangeShape } from './row-change.shape.js';

const { escapeIdentifier: name } = pg;

/**
 * The statement that carries out a group of changes. Its parameters are arrays, one for each value of the shape: one text
 * serves groups of any size.
 */
export function statementOf(shape: ChangeShape, physical: string): string {
  const table = qualified(physical);
  switch (shape.kind) {
    case 'insert':
      return insertion(shape, table);
    case 'ensure':
      return `${insertion(shape, table)} on conflict do nothing`;
    case 'upsert':
      return `${insertion(shape, table)} on conflict (${names(shape.table.primaryKey)}) ${replacement(shape)}`;
    case 'update':
      return `update ${table} as t set ${assignments(shape)} from ${given(shape)} ${conditions(shape)}`;
    case 'delete':
      return shape.matched.length === 0
        ? `delete from ${table} as t ${conditions(shape)}`
        : `delete from ${table} as t using ${given(shape)} ${conditions(shape)}`;
  }
}

function insertion({ written, table }: ChangeShape, into: string): string {
  return `insert into ${into} (${names(written)}) select * from unnest(${arrays(written, table)})`;
}

function replacement({ written, table }: ChangeShape): string {
  const rest = written.filter((column) => !table.primaryKey.includes(column));
  if (rest.length === 0) return 'do nothing';
  return `do update set ${rest.map((column) => `${name(column)} = excluded.${name(column)}`).join(', ')}`;
}

function assignments({ written, increments }: ChangeShape): string {
  return written
    .map((column, place) => {
      const value = increments.has(column) ? `t.${name(column)} + v.w${place}` : `v.w${place}`;
      return `${name(column)} = ${value}`;
    })
    .join(', ');
}

function given({ written, matched, table }: ChangeShape): string {
  const aliases = [...written.map((_, place) => `w${place}`), ...matched.map((_, place) => `m${place}`)];
  return `unnest(${arrays([...written, ...matched], table)}) as v(${aliases.join(', ')})`;
}

function conditions({ matched, nulls }: ChangeShape): string {
  const all = [
    ...matched.map((column, place) => `t.${name(column)} = v.m${place}`),
    ...nulls.map((column) => `t.${name(column)} is null`),
  ];
  return all.length === 0 ? '' : `where ${all.join(' and ')}`;
}

function arrays(columns: readonly string[], { name: table, columns: known }: ChangeShape['table']): string {
  return columns
    .map((column, place) => {
      const kind = known[column]?.kind;
      if (!kind) throw new TypeError(`The table ${table} has no column ${column}.`);
      return `$${place + 1}::${COLUMN_TYPES[kind]}[]`;
    })
    .join(', ');
}

function names(columns: readonly string[]): string {
  return columns.map((column) => name(column)).join(', ');
}
