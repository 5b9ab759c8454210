/**
 * Tables of read models, declared as data: the declaration gives the row's type, the statement that makes the table,
 * and the row changes that a projection may return.
 */

export type ColumnKind = 'text' | 'integer' | 'real' | 'json';

export interface Column<Value, Kind extends ColumnKind = ColumnKind> {
  readonly kind: Kind;
  readonly nullable: boolean;
  /** Carries the type only; never set. */
  readonly value?: Value;
}

/** Column kinds. `flag` is 0 or 1: SQLite has no booleans. `json` holds JSON text; read it with `parseJson`. */
export const text = <Value extends string = string>(): Column<Value, 'text'> => ({ kind: 'text', nullable: false });
export const integer = (): Column<number, 'integer'> => ({ kind: 'integer', nullable: false });
export const real = (): Column<number, 'real'> => ({ kind: 'real', nullable: false });
export const flag = (): Column<0 | 1, 'integer'> => ({ kind: 'integer', nullable: false });
export const json = <Value>(): Column<JsonText<Value>, 'json'> => ({ kind: 'json', nullable: false });
export const nullable = <Value, Kind extends ColumnKind>(column: Column<Value, Kind>): Column<Value | null, Kind> => ({
  kind: column.kind,
  nullable: true,
});

declare const holds: unique symbol;
/** JSON text that is known to hold a `Value`. */
export type JsonText<Value> = string & { readonly [holds]: Value };

export function toJson<Value>(value: Value): JsonText<Value> {
  return JSON.stringify(value) as JsonText<Value>;
}

export function parseJson<Value>(jsonText: JsonText<Value>): Value {
  return JSON.parse(jsonText) as Value;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

export type RowOf<C extends Columns> = {
  -readonly [Name in keyof C]: C[Name] extends Column<infer Value> ? Value : never;
};

export interface TableShape<C extends Columns = Columns, Name extends string = string> {
  /** Logical name, unique over all contexts; also the name of the view that queries read. */
  readonly name: Name;
  readonly columns: C;
  readonly primaryKey: readonly (keyof C & string)[];
  /** Column lists. Every list that an API pages through needs one. */
  readonly indexes: readonly (readonly (keyof C & string)[])[];
}

export type SqlValue = string | number | null;

/** Adds to a number that is there: `update(key, { visits: increment(1) })`. */
export interface Increment {
  readonly increment: number;
}
export const increment = (by: number): Increment => ({ increment: by });

export function isIncrement(value: SqlValue | Increment | undefined): value is Increment {
  return typeof value === 'object' && value !== null;
}

type Changed<Value> = Value extends number ? Value | Increment : Value;
export type RowUpdate<Row> = { readonly [Name in keyof Row]?: Changed<Row[Name]> };

/** What a projection answers to an event: changes of its own rows, chosen by equality, carried out in order. */
export type RowChange =
  | {
      readonly kind: 'insert' | 'upsert' | 'ensure';
      readonly table: string;
      readonly row: Readonly<Record<string, SqlValue>>;
    }
  | {
      readonly kind: 'update';
      readonly table: string;
      readonly where: Readonly<Record<string, SqlValue>>;
      readonly set: Readonly<Record<string, SqlValue | Increment>>;
    }
  | { readonly kind: 'delete'; readonly table: string; readonly where: Readonly<Record<string, SqlValue>> };

export interface Table<C extends Columns = Columns, Name extends string = string> extends TableShape<C, Name> {
  /** A new row. One with this key being there already is a fault of the projection. */
  insert(row: RowOf<C>): RowChange;
  /** A new row, or all columns of the row with the same key. */
  upsert(row: RowOf<C>): RowChange;
  /** A new row, unless one with the same key is there. */
  ensure(row: RowOf<C>): RowChange;
  update(where: Partial<RowOf<C>>, set: RowUpdate<RowOf<C>>): RowChange;
  delete(where: Partial<RowOf<C>>): RowChange;
}

export function defineTable<const C extends Columns, const Name extends string>(
  name: Name,
  definition: Omit<TableShape<C>, 'name' | 'indexes'> & Partial<Pick<TableShape<C>, 'indexes'>>,
): Table<C, Name> {
  const values = (row: object) => row as Readonly<Record<string, SqlValue>>;
  return {
    name,
    columns: definition.columns,
    primaryKey: definition.primaryKey,
    indexes: definition.indexes ?? [],
    insert: (row) => ({ kind: 'insert', table: name, row: values(row) }),
    ensure: (row) => ({ kind: 'ensure', table: name, row: values(row) }),
    upsert: (row) => ({ kind: 'upsert', table: name, row: values(row) }),
    update: (where, set) => ({
      kind: 'update',
      table: name,
      where: values(where),
      set: set as Readonly<Record<string, SqlValue | Increment>>,
    }),
    delete: (where) => ({ kind: 'delete', table: name, where: values(where) }),
  };
}

/** The tables of a projection as Kysely wants them: `TablesOf<[typeof organisationTable, …]>`. */
export type TablesOf<Tables extends readonly TableShape[]> = {
  [T in Tables[number] as T['name']]: RowOf<T['columns']>;
};
