import { eventKeyOf } from '#platform/history';
import { renamed, UUID, type Repetition } from '../synthetic-log/repetition.js';

/** A value as PostgreSQL writes it out. */
export type Cell = string | null;

/** A part of a row: what stays, or what a repetition has in its place. */
type Piece = string | ((number: number) => string);

/** The column that holds a place in the log. */
const POSITION = 'position';
/** Columns that hold `eventKeyOf` an id. */
const KEY = /Key$/;

/**
 * Rows of one table as they are after the template, and as they would be after further repetitions of it: with other ids,
 * other positions, and other numbers that stand for ids.
 */
export class RowRepetition {
  readonly #repeated: (readonly Piece[])[] = [];
  readonly #keys: ReadonlyMap<number, string>;

  constructor(
    columns: readonly string[],
    private readonly rows: readonly (readonly Cell[])[],
    private readonly repetition: Repetition,
  ) {
    this.#keys = new Map([...repetition.ids].map((id) => [eventKeyOf(id), id]));
    for (const row of rows) {
      // What is not about the template's own objects is there once for all repetitions.
      if (!row.some((cell, index) => this.#isRepeated(columns[index] ?? '', cell))) continue;
      const pieces = row.flatMap((cell, index) => [
        index === 0 ? '' : '\t',
        ...this.#piecesOf(columns[index] ?? '', cell),
      ]);
      this.#repeated.push(joined(pieces));
    }
  }

  /** Whether there are more of them with each repetition. */
  get grows(): boolean {
    return this.#repeated.length > 0;
  }

  /** The template's own rows, as `COPY` takes them. */
  first(): string {
    return this.rows.map((row) => `${row.map(escaped).join('\t')}\n`).join('');
  }

  /** The rows that a repetition adds, as `COPY` takes them. */
  of(number: number): string {
    let text = '';
    for (const row of this.#repeated) {
      for (const piece of row) text += typeof piece === 'string' ? piece : piece(number);
      text += '\n';
    }
    return text;
  }

  #isRepeated(column: string, cell: Cell): boolean {
    if (cell === null) return false;
    if (column === POSITION) return this.repetition.positionIn(1, Number(cell)) !== undefined;
    if (KEY.test(column)) return this.#keys.has(Number(cell));
    return (cell.match(UUID) ?? []).some((id) => this.repetition.ids.has(id));
  }

  #piecesOf(column: string, cell: Cell): Piece[] {
    if (cell === null) return [escaped(cell)];
    if (column === POSITION) return [this.#position(Number(cell))];
    if (KEY.test(column)) {
      const id = this.#keys.get(Number(cell));
      return [id === undefined ? cell : (number) => String(eventKeyOf(renamed(id, number)))];
    }
    return this.#piecesOfText(cell);
  }

  #position(position: number): Piece {
    if (this.repetition.positionIn(1, position) === undefined) return String(position);
    return (number) => String(this.repetition.positionIn(number, position));
  }

  #piecesOfText(text: string): Piece[] {
    const pieces: Piece[] = [];
    let end = 0;
    for (const { 0: id, index } of text.matchAll(UUID)) {
      // Also what the service made out of other ids: another one will do.
      if (this.repetition.isShared(id)) continue;
      pieces.push(escaped(text.slice(end, index)), (number) => renamed(id, number));
      end = index + id.length;
    }
    return [...pieces, escaped(text.slice(end))];
  }
}

/** https://www.postgresql.org/docs/current/sql-copy.html, text format */
function escaped(cell: Cell): string {
  if (cell === null) return '\\N';
  return cell.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}

/** Neighbours that stay, as one. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const whole: Piece[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') whole[whole.length - 1] = last + piece;
    else if (piece !== '') whole.push(piece);
  }
  return whole;
}
