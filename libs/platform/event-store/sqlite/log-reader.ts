import Database from 'better-sqlite3';
import { START } from '../event-store.port.js';
import type { EventId, Position, RecordedEvent, Revision, StreamName } from '../event-store.port.js';
import type { StreamRange } from '../stream-range.js';

/** Most events in one page; the main thread does nothing else while it reads one. */
const PAGE_EVENTS = 512;
/** Most bytes of content in one page, unless its first event alone is larger. */
const PAGE_BYTES = 4 * 1024 * 1024;

type EventRow = [
  position: Position,
  stream: StreamName,
  revision: Revision,
  id: EventId,
  type: string,
  recordedAt: string,
  dataBytes: number,
  metadataBytes: number,
];

const EVENT_ROW = 'position, stream, revision, id, type, recorded_at, length(data), length(metadata)';

/**
 * All contents of a page as one value: a Buffer per column and row would take most of the time of a read.
 * `group_concat` and `||` take the bytes of a BLOB as they are, also those that are no UTF-8.
 */
const contentInOrderOf = (order: string): string =>
  `SELECT CAST(group_concat(data || metadata, '' ORDER BY ${order}) AS BLOB) FROM events`;

type RangeStatement<Key> = Database.Statement<[...key: Key[], lowest: number, highest: number], Buffer>;
type RowsStatement<Key> = Database.Statement<[...key: Key[], lowest: number, highest: number, limit: number], EventRow>;

/**
 * Reads pages of events over a read-only connection. No statement stays open between two pages, so that a slow
 * reader keeps neither a snapshot nor the write-ahead log from being cut back.
 */
export class LogReader {
  readonly #database: Database.Database;
  readonly #head: Database.Statement<[], Position | null>;
  readonly #positionOf: Database.Statement<[EventId], Position>;
  readonly #lastRevision: Database.Statement<[StreamName], Revision | null>;
  readonly #eventTypes: Database.Statement<[], string>;
  readonly #logRows: RowsStatement<never>;
  readonly #logContent: RangeStatement<never>;
  readonly #streamRows: Readonly<Record<StreamRange['direction'], RowsStatement<StreamName>>>;
  readonly #streamContent: Readonly<Record<StreamRange['direction'], RangeStatement<StreamName>>>;

  constructor(file: string) {
    const database = new Database(file, { readonly: true, fileMustExist: true });
    this.#database = database;
    const inLog = 'WHERE position BETWEEN +? AND +?';
    const inStream = 'WHERE stream = +? AND revision BETWEEN +? AND +?';
    const rows = <Key>(where: string, order: string): RowsStatement<Key> =>
      database
        .prepare<[...Key[], number, number, number], EventRow>(
          `SELECT ${EVENT_ROW} FROM events ${where} ORDER BY ${order} LIMIT +?`,
        )
        .raw();
    const content = <Key>(where: string, order: string): RangeStatement<Key> =>
      database.prepare<[...Key[], number, number], Buffer>(`${contentInOrderOf(order)} ${where}`).pluck();
    this.#head = database.prepare<[], Position | null>('SELECT max(position) FROM events').pluck();
    this.#positionOf = database.prepare<[EventId], Position>('SELECT position FROM events WHERE id = +?').pluck();
    this.#lastRevision = database
      .prepare<[StreamName], Revision | null>('SELECT max(revision) FROM events WHERE stream = +?')
      .pluck();
    this.#eventTypes = database.prepare<[], string>('SELECT type FROM event_types').pluck();
    this.#logRows = rows(inLog, 'position');
    this.#logContent = content(inLog, 'position');
    this.#streamRows = { forwards: rows(inStream, 'revision'), backwards: rows(inStream, 'revision DESC') };
    this.#streamContent = { forwards: content(inStream, 'revision'), backwards: content(inStream, 'revision DESC') };
  }

  head(): Position {
    return this.#head.get() ?? START;
  }

  positionOf(id: EventId): Position | undefined {
    return this.#positionOf.get(id);
  }

  /** `undefined` when the stream does not exist. */
  lastRevision(stream: StreamName): Revision | undefined {
    return this.#lastRevision.get(stream) ?? undefined;
  }

  eventTypes(): string[] {
    return this.#eventTypes.all();
  }

  /** The next events with `after < position <= upTo`; empty only when there are none. */
  logPage(after: Position, upTo: number, limit: number): RecordedEvent[] {
    const rows = withinPageBytes(this.#logRows.all(after + 1, upTo, Math.min(limit, PAGE_EVENTS)));
    const [first, last] = [rows.at(0), rows.at(-1)];
    if (first === undefined || last === undefined) return [];
    return eventsOf(rows, this.#logContent.get(first[0], last[0]));
  }

  /** The next events of a stream within a range; empty only when there are none. */
  streamPage(stream: StreamName, { direction, lowest, highest, limit }: StreamRange): RecordedEvent[] {
    if (lowest > highest) return [];
    const rows = withinPageBytes(
      this.#streamRows[direction].all(stream, lowest, highest, Math.min(limit, PAGE_EVENTS)),
    );
    const [first, last] = [rows.at(0), rows.at(-1)];
    if (first === undefined || last === undefined) return [];
    const [from, to] = direction === 'forwards' ? [first[2], last[2]] : [last[2], first[2]];
    return eventsOf(rows, this.#streamContent[direction].get(stream, from, to));
  }

  close(): void {
    this.#database.close();
  }
}

/** Cuts a page to size before any content is read. */
function withinPageBytes(rows: EventRow[]): EventRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, index) => {
    bytes += row[6] + row[7];
    return index > 0 && bytes > PAGE_BYTES;
  });
  return end === -1 ? rows : rows.slice(0, end);
}

function eventsOf(rows: readonly EventRow[], content: Buffer | undefined): RecordedEvent[] {
  const bytes = content ?? Buffer.alloc(0);
  let offset = bytes.byteOffset;
  const take = (length: number): Uint8Array => {
    const part = new Uint8Array(bytes.buffer, offset, length);
    offset += length;
    return part;
  };
  const events = rows.map(
    ([position, stream, revision, id, type, recordedAt, dataBytes, metadataBytes]): RecordedEvent => ({
      position,
      stream,
      revision,
      id,
      type,
      recordedAt,
      data: take(dataBytes),
      metadata: take(metadataBytes),
    }),
  );
  if (offset !== bytes.byteOffset + bytes.byteLength) {
    throw new Error(`A page of ${rows.length} events does not match its content of ${bytes.byteLength} bytes.`);
  }
  return events;
}
