import { createHash } from 'node:crypto';
import pg from 'pg';
import { POSTGRES_SCHEMAS } from '#platform/postgres';
import type { Generation } from '../read-model-database.js';
import type { ColumnKind, TableShape } from '../table.js';

export type TableVersion = Pick<Generation, 'projection' | 'version' | 'generation'>;

/** A generation as it lies in the database now. */
export interface StoredVersion extends TableVersion {
  readonly copy: number;
}

/** PostgreSQL cuts longer names off without saying so; room for what is added to name an index. */
const LONGEST_NAME = 63 - '_key'.length - 2;

/** The type of each kind of column. Texts are in the order of their bytes, whatever the database's language. */
export const COLUMN_TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  integer: 'bigint',
  real: 'double precision',
  json: 'text',
};

/** The name of a table of one generation. Holds the projection's name, so that a table can move to another projection. */
export function physicalName(table: string, { projection, version, generation, copy }: StoredVersion): string {
  const name = `${table}__${projection}_v${version}_g${generation}${copy === 0 ? '' : `_c${copy}`}`;
  if (name.length <= LONGEST_NAME) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.slice(0, LONGEST_NAME - digest.length - 1)}_${digest}`;
}

/** As it stands in a statement. */
export function qualified(name: string): string {
  return `${POSTGRES_SCHEMAS.readModels}.${pg.escapeIdentifier(name)}`;
}

/**
 * A unique index stands in for the primary key: only an index can have null first, as the queries order it. An index of a
 * table that is keyed by one number ends with that number, so that what it finds is in the order of the key, as in SQLite.
 */
export function createTableStatements({ columns, primaryKey, indexes }: TableShape, name: string): string[] {
  const definitions = Object.entries(columns).map(([column, { kind, nullable }]) => {
    const collation = COLUMN_TYPES[kind] === 'text' ? ' collate "C"' : '';
    return `${pg.escapeIdentifier(column)} ${COLUMN_TYPES[kind]}${collation}${nullable ? '' : ' not null'}`;
  });
  const [key = '', ...restOfKey] = primaryKey;
  const isNumbered = restOfKey.length === 0 && columns[key]?.kind === 'integer';
  const index = (suffix: string, of: readonly string[], unique = '') =>
    `create ${unique}index ${pg.escapeIdentifier(`${name}_${suffix}`)} on ${qualified(name)} (${of
      .map((column) => `${pg.escapeIdentifier(column)} nulls first`)
      .join(', ')})`;
  return [
    `create table ${qualified(name)} (${definitions.join(', ')})`,
    index('key', primaryKey, 'unique '),
    ...indexes.map((of, number) => index(`i${number}`, isNumbered && !of.includes(key) ? [...of, key] : of)),
  ];
}
