import { compareValues, sumOf } from './row-values.js';
import type { ChangeShape, ShapedChange } from './row-change.shape.js';
import type { SqlValue } from '../table.js';

/** Changes of one shape, of which no two touch the same row: one statement carries them out, in any order. */
export interface ChangeGroup {
  readonly shape: ChangeShape;
  readonly rows: readonly (readonly SqlValue[])[];
}

/**
 * Puts the changes of one table together to as few statements as possible, which then have the effect of all the changes
 * one after the other. A change may come before others that touch other rows or other columns.
 */
export function groupsOf(changes: readonly ShapedChange[]): readonly ChangeGroup[] {
  const groups: GrowingGroup[] = [];
  for (const change of changes) place(change, groups);
  return groups;
}

function place(change: ShapedChange, groups: GrowingGroup[]): void {
  let earliest: GrowingGroup | undefined;
  for (let index = groups.length - 1; index >= 0; index--) {
    const group = groups[index];
    if (!group) continue;
    const met = group.meets(change);
    if (met && group.absorb(change)) return;
    if (met) break;
    if (group.shape === change.shape) earliest = group;
  }
  if (earliest) earliest.add(change);
  else groups.push(new GrowingGroup(change));
}

class GrowingGroup implements ChangeGroup {
  readonly shape: ChangeShape;
  readonly rows: SqlValue[][] = [];
  /** Where the row with certain values is, by what changes of this shape are told apart by. */
  readonly #places = new Map<string, number>();
  /** Which values there are in some columns of the primary key, by these columns. */
  readonly #values = new Map<string, Set<string>>();

  constructor(first: ShapedChange) {
    this.shape = first.shape;
    this.add(first);
  }

  add({ values }: ShapedChange): void {
    this.#places.set(identity(this.shape, values), this.rows.length);
    this.rows.push([...values]);
    for (const [columns, known] of this.#values) known.add(keyOf(this.shape, values, columns.split(' ')));
  }

  /** False only when neither can make any difference to the other. */
  meets(change: ShapedChange): boolean {
    const { shape } = change;
    if (shape === this.shape && !shape.movesRows && (shape.kind === 'update' || shape.kind === 'delete')) {
      // The same columns with other values find other rows.
      return this.#places.has(identity(shape, change.values));
    }
    if (areOfOtherColumns(shape, this.shape)) return false;
    const common = shape.known.filter((column) => this.shape.known.includes(column));
    if (common.length === 0) return true;
    return this.#valuesOf(common).has(keyOf(shape, change.values, common));
  }

  /** Takes the change into a row that is here already. */
  absorb({ shape, values }: ShapedChange): boolean {
    if (shape === this.shape) return this.#absorbAlike(shape, values);
    if (!isWholeRow(this.shape)) return false;
    if (shape.kind === 'ensure') return true;
    return shape.kind === 'update' && this.#absorbUpdate(shape, values);
  }

  #absorbAlike(shape: ChangeShape, values: readonly SqlValue[]): boolean {
    const place = this.#places.get(identity(shape, values));
    const row = place === undefined ? undefined : this.rows[place];
    if (!row) return false;
    switch (shape.kind) {
      case 'insert':
        return false;
      case 'ensure':
      case 'delete':
        return true;
      case 'upsert':
        values.forEach((value, column) => (row[column] = value));
        return true;
      case 'update':
        if (shape.movesRows || addsToReals(shape)) return false;
        shape.written.forEach((column, at) => {
          row[at] = shape.increments.has(column) ? sumOf(row[at], values[at]) : (values[at] ?? null);
        });
        return true;
    }
  }

  /** An update of a row that this group writes whole: what the row will hold is known. */
  #absorbUpdate(shape: ChangeShape, values: readonly SqlValue[]): boolean {
    const { primaryKey } = shape.table;
    if (shape.known.length < primaryKey.length) return false;
    const place = this.#places.get(keyOf(shape, values, primaryKey));
    const row = place === undefined ? undefined : this.rows[place];
    const columns = this.shape.written;
    if (!row || [...shape.written, ...shape.matched, ...shape.nulls].some((column) => !columns.includes(column))) {
      return false;
    }
    const held = (column: string) => row[columns.indexOf(column)] ?? null;
    const matches =
      shape.matched.every((column, at) => compareValues(held(column), values[shape.written.length + at])) &&
      shape.nulls.every((column) => held(column) === null);
    if (!matches) return true;
    shape.written.forEach((column, at) => {
      const value = values[at] ?? null;
      row[columns.indexOf(column)] = shape.increments.has(column) ? sumOf(held(column), value) : value;
    });
    return true;
  }

  #valuesOf(columns: readonly string[]): ReadonlySet<string> {
    const name = columns.join(' ');
    let known = this.#values.get(name);
    if (!known) {
      known = new Set(this.rows.map((row) => keyOf(this.shape, row, columns)));
      this.#values.set(name, known);
    }
    return known;
  }
}

/** What a row is written with is known only when it is sure to be written so. */
function isWholeRow({ kind }: ChangeShape): boolean {
  return kind === 'insert' || kind === 'upsert';
}

/** Sums of such numbers depend on the order in which they are added. */
function addsToReals({ increments, table }: ChangeShape): boolean {
  return [...increments].some((column) => table.columns[column]?.kind === 'real');
}

/** Two updates that read and write other columns do not notice one another, also on the same row. */
function areOfOtherColumns(one: ChangeShape, other: ChangeShape): boolean {
  if (one.kind !== 'update' || other.kind !== 'update') return false;
  const touches = ({ written, matched, nulls }: ChangeShape) => new Set([...written, ...matched, ...nulls]);
  const [ofOne, ofOther] = [touches(one), touches(other)];
  return !one.written.some((column) => ofOther.has(column)) && !other.written.some((column) => ofOne.has(column));
}

/** Rows are told apart by their key where they are written whole, and by what has to match where they are found. */
function identity(shape: ChangeShape, values: readonly SqlValue[]): string {
  if (shape.kind === 'update' || shape.kind === 'delete') return JSON.stringify(values.slice(shape.written.length));
  return keyOf(shape, values, shape.table.primaryKey);
}

/** Of columns that the shape knows. */
function keyOf(shape: ChangeShape, values: readonly SqlValue[], columns: readonly string[]): string {
  const isFound = shape.kind === 'update' || shape.kind === 'delete';
  return JSON.stringify(
    columns.map((column) =>
      isFound ? values[shape.written.length + shape.matched.indexOf(column)] : values[shape.written.indexOf(column)],
    ),
  );
}
