import { isIncrement, type RowChange, type SqlValue, type TableShape } from '../table.js';

/** What a change does to the rows that it finds. */
export type ShapeKind = RowChange['kind'];

/**
 * What changes have in common that one statement can carry out: the table, what is done, and the columns concerned.
 */
export interface ChangeShape {
  readonly id: string;
  readonly kind: ShapeKind;
  readonly table: TableShape;
  /** Columns that are written. */
  readonly written: readonly string[];
  /** Those of them that are added to. */
  readonly increments: ReadonlySet<string>;
  /** Columns that the row has to hold a value in, and those in which it has to hold null. */
  readonly matched: readonly string[];
  readonly nulls: readonly string[];
  /** Columns of the primary key that are known of each row that is touched, before and after. */
  readonly known: readonly string[];
  /** True when a row that was written may be one that another change of this shape was to find. */
  readonly movesRows: boolean;
}

/** A change as the values for its shape: first those written, then those matched. */
export interface ShapedChange {
  readonly shape: ChangeShape;
  readonly values: SqlValue[];
}

/** The shapes of one table's changes, each made once. */
export class ChangeShapes {
  readonly #shapes = new Map<string, ChangeShape>();

  constructor(private readonly table: TableShape) {}

  /** @throws TypeError for values that no column holds; the statement would take them for others */
  shaped(change: RowChange): ShapedChange {
    const { written, where } = partsOf(change);
    const matched = Object.entries(where).filter(([, value]) => value !== null);
    const nulls = Object.entries(where).flatMap(([column, value]) => (value === null ? [column] : []));
    const increments = written.flatMap(([column, value]) => (isIncrement(value) ? [column] : []));
    const values = [...written, ...matched].map(([, value]) => (isIncrement(value) ? value.increment : value));
    const writtenColumns = written.map(([column]) => column);
    const matchedColumns = matched.map(([column]) => column);
    const id = [change.kind, writtenColumns, increments, matchedColumns, nulls].join('|');
    const shape = this.#shapes.get(id) ?? this.#add(id, change.kind, writtenColumns, increments, matchedColumns, nulls);
    values.forEach((value, place) => assertStorable(value, shape, place));
    return { shape, values };
  }

  #add(
    id: string,
    kind: ShapeKind,
    written: readonly string[],
    increments: readonly string[],
    matched: readonly string[],
    nulls: readonly string[],
  ): ChangeShape {
    const known = knownColumns(this.table, { kind, written, matched });
    const conditions = new Set([...matched, ...nulls]);
    const movesRows = kind === 'update' && written.some((column) => conditions.has(column));
    const { table } = this;
    const shape = { id, kind, table, written, increments: new Set(increments), matched, nulls, known, movesRows };
    this.#shapes.set(id, shape);
    return shape;
  }
}

function partsOf(change: RowChange) {
  switch (change.kind) {
    case 'insert':
    case 'upsert':
    case 'ensure':
      return { written: Object.entries(change.row), where: {} };
    case 'update':
      return { written: Object.entries(change.set), where: change.where };
    case 'delete':
      return { written: [], where: change.where };
  }
}

function knownColumns(
  { primaryKey }: TableShape,
  { kind, written, matched }: Pick<ChangeShape, 'kind' | 'written' | 'matched'>,
): readonly string[] {
  if (kind === 'delete') return primaryKey.filter((column) => matched.includes(column));
  if (kind === 'update') return primaryKey.filter((column) => matched.includes(column) && !written.includes(column));
  return primaryKey.filter((column) => written.includes(column));
}

function assertStorable(value: SqlValue | undefined, { kind, table, written, matched }: ChangeShape, place: number) {
  if (value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return;
  const column = [...written, ...matched][place];
  throw new TypeError(`A change of ${table.name} (${kind}) holds ${String(value)} in ${column}.`);
}
