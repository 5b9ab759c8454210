import type Database from 'better-sqlite3';
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, sql, type CreateTableBuilder } from 'kysely';
import { SteadySqliteQueryCompiler } from '#platform/queries';
import type { Generation } from '../read-model-database.js';
import { isIncrement, type Increment, type RowChange, type SqlValue, type TableShape } from '../table.js';

type AnyTables = Record<string, Record<string, SqlValue>>;

/** Compiles statements without a connection, so that Kysely's dialect decides their text. */
const compiler = new Kysely<AnyTables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SteadySqliteQueryCompiler(),
  },
});

export type TableVersion = Pick<Generation, 'projection' | 'version' | 'generation'>;

/** Holds the projection's name, so that a table can move to another projection, which builds it beside the old one. */
export function physicalName(table: string, { projection, version, generation }: TableVersion): string {
  return `${table}__${projection}_v${version}_g${generation}`;
}

/** The table with its primary key first, then its indexes. */
export function createTableStatements(table: TableShape, version: TableVersion): string[] {
  return [createTableStatement(table, version), ...indexStatements(table, version).map(({ statement }) => statement)];
}

function createTableStatement(table: TableShape, version: TableVersion): string {
  const name = physicalName(table.name, version);
  const columns = Object.entries(table.columns).reduce<CreateTableBuilder<string, string>>(
    (builder, [column, { kind, nullable }]) =>
      builder.addColumn(column, kind === 'json' ? 'text' : kind, (definition) =>
        nullable ? definition : definition.notNull(),
      ),
    compiler.schema.createTable(name),
  );
  return columns
    .addPrimaryKeyConstraint(`${name}_key`, [...table.primaryKey])
    .modifyEnd(sql`strict`)
    .compile().sql;
}

export interface IndexStatement {
  /** Of the index. */
  readonly name: string;
  readonly statement: string;
}

export function indexStatements(table: TableShape, version: TableVersion): IndexStatement[] {
  const physical = physicalName(table.name, version);
  return table.indexes.map((columns, number) => {
    const name = `${physical}_i${number}`;
    const statement = compiler.schema
      .createIndex(name)
      .on(physical)
      .columns([...columns]);
    return { name, statement: statement.compile().sql };
  });
}

/** Carries out row changes with one prepared statement per table and shape of change. */
export class RowChangeStatements {
  readonly #statements = new Map<string, Map<string, Database.Statement>>();

  constructor(
    private readonly database: Database.Database,
    private readonly primaryKeys: ReadonlyMap<string, readonly string[]>,
    /** Called before rows of a table are first found by something else than its primary key. */
    private readonly onSearch: (physicalTable: string) => void = () => undefined,
  ) {}

  apply(change: RowChange, version: TableVersion): void {
    const { shape, values } = shapeOf(change);
    // SQLite would take it for null: the wrong rows would match, or a value would be lost.
    if (values.includes(undefined)) throw new TypeError(`A change of ${change.table} holds undefined: ${shape}.`);
    const table = physicalName(change.table, version);
    const prepared = this.#statements.get(table) ?? new Map<string, Database.Statement>();
    this.#statements.set(table, prepared);
    let statement = prepared.get(shape);
    if (!statement) {
      if (this.#searches(change)) this.onSearch(table);
      statement = this.database.prepare(this.#compile(change, table));
      prepared.set(shape, statement);
    }
    statement.run(values);
  }

  /** The table is gone. */
  forget(table: string): void {
    this.#statements.delete(table);
  }

  #searches(change: RowChange): boolean {
    if (change.kind !== 'update' && change.kind !== 'delete') return false;
    const [first = ''] = this.primaryKeys.get(change.table) ?? [];
    return !(first in change.where);
  }

  #compile(change: RowChange, table: string): string {
    switch (change.kind) {
      case 'insert':
        return compiler.insertInto(table).values(change.row).compile().sql;
      case 'upsert':
        return this.#upsert(change.table, table, change.row);
      case 'ensure':
        return compiler
          .insertInto(table)
          .values(change.row)
          .onConflict((conflict) => conflict.doNothing())
          .compile().sql;
      case 'update':
        return matching(compiler.updateTable(table).set(assignments(change.set)), change.where).compile().sql;
      case 'delete':
        return matching(compiler.deleteFrom(table), change.where).compile().sql;
    }
  }

  #upsert(logical: string, table: string, row: Readonly<Record<string, SqlValue>>): string {
    const key = this.primaryKeys.get(logical) ?? [];
    const rest = Object.keys(row).filter((column) => !key.includes(column));
    return compiler
      .insertInto(table)
      .values(row)
      .onConflict((conflict) =>
        rest.length === 0
          ? conflict.columns([...key]).doNothing()
          : conflict
              .columns([...key])
              .doUpdateSet(Object.fromEntries(rest.map((column) => [column, sql.ref(`excluded.${column}`)]))),
      )
      .compile().sql;
  }
}

interface Whereable<Self> {
  where(column: string, operator: '=' | 'is', value: SqlValue): Self;
}

function matching<Query extends Whereable<Query>>(query: Query, where: Readonly<Record<string, SqlValue>>): Query {
  return Object.entries(where).reduce(
    (narrowed, [column, value]) => narrowed.where(column, value === null ? 'is' : '=', value),
    query,
  );
}

function assignments(set: Readonly<Record<string, SqlValue | Increment>>) {
  return Object.fromEntries(
    Object.entries(set).map(([column, value]) => [
      column,
      isIncrement(value) ? sql<number>`${sql.ref(column)} + ${value.increment}` : value,
    ]),
  );
}

/** The columns that decide a statement's text, and its parameters in the order in which Kysely writes them. */
function shapeOf(change: RowChange): { shape: string; values: (SqlValue | undefined)[] } {
  switch (change.kind) {
    case 'insert':
    case 'upsert':
    case 'ensure':
      return { shape: `${change.kind}:${Object.keys(change.row).join()}`, values: Object.values(change.row) };
    case 'update': {
      const set = Object.entries(change.set);
      const shape = set.map(([column, value]) => (isIncrement(value) ? `${column}+` : column)).join();
      const values = set.map(([, value]) => (isIncrement(value) ? value.increment : value));
      const where = whereShape(change.where);
      return { shape: `update:${shape}:${where.shape}`, values: [...values, ...where.values] };
    }
    case 'delete': {
      const where = whereShape(change.where);
      return { shape: `delete:${where.shape}`, values: where.values };
    }
  }
}

function whereShape(where: Readonly<Record<string, SqlValue>>): { shape: string; values: (SqlValue | undefined)[] } {
  const entries = Object.entries(where);
  return {
    shape: entries.map(([column, value]) => (value === null ? `${column}?` : column)).join(),
    values: entries.map(([, value]) => value).filter((value) => value !== null),
  };
}
