import type { Pool, QueryArrayConfig } from 'pg';
import { START } from '../event-store.port.js';
import type { EventId, Position, RecordedEvent, Revision, StreamName } from '../event-store.port.js';
import type { StreamRange } from '../stream-range.js';
import { STORED_EVENT, STORED_EVENT_TYPES, recordedEvent, type StoredEvent } from './stored-event.js';

/** Most events in one page. */
export const PAGE_EVENTS = 512;
/** Most bytes of content in one page, unless its first event alone is larger. */
const PAGE_BYTES = 4 * 1024 * 1024;

/** Of PostgreSQL's type integer. */
export const GREATEST_REVISION = 2 ** 31 - 1;

export interface EventPage {
  readonly events: readonly RecordedEvent[];
  /** Whether there was nothing more in the range. */
  readonly isLast: boolean;
}

/** Read forwards, so that the read ends even while the stream grows. */
export interface StreamPage extends EventPage {
  /** The last revision of the stream at that moment, if there are events in the page. */
  readonly end?: Revision;
}

/** The sum of bytes is known without reading the content: a page is cut to size before any of it is. */
function pageQuery(where: string, order: string, limit: string, besides = ''): string {
  return `select ${STORED_EVENT} ${besides} from (
    select *, octet_length(data) + octet_length(metadata) as own_bytes,
      sum(octet_length(data) + octet_length(metadata)) over (order by ${order} rows unbounded preceding) as bytes
    from (select * from concordat_log.events where ${where} order by ${order} limit ${limit}) events
  ) page where bytes - own_bytes <= ${PAGE_BYTES} order by ${order}`;
}

const LOG_PAGE = pageQuery('position > $1 and position <= $2', 'position', '$3');
const STREAM = 'stream = $1 and revision between $2 and $3';
const STREAM_PAGE: Readonly<Record<StreamRange['direction'], string>> = {
  forwards: pageQuery(
    STREAM,
    'revision',
    '$4',
    ', (select max(e.revision) from concordat_log.events e where e.stream = $1)',
  ),
  backwards: pageQuery(STREAM, 'revision desc', '$4'),
};

/** What an append needs to be decided. */
export interface LookUp {
  readonly known: ReadonlyMap<EventId, RecordedEvent>;
  /** Last revisions; a stream that does not exist is left out. */
  readonly last: ReadonlyMap<StreamName, Revision>;
}

/** Runs the queries that read the log. Each sees what was committed before it began. */
export class LogReader {
  constructor(private readonly pool: Pick<Pool, 'query'>) {}

  async head(): Promise<Position> {
    const [row] = await this.#rows<[Position | null]>('head', 'select max(position) from concordat_log.events', []);
    return row?.[0] ?? START;
  }

  async positionOf(id: EventId): Promise<Position | undefined> {
    const query = 'select position from concordat_log.events where id = $1';
    const [row] = await this.#rows<[Position]>('position-of', query, [id]);
    return row?.[0];
  }

  /**
   * What is at a position. `undefined`: the server is a standby, which may not have come so far.
   * @returns null when there is nothing
   */
  async idAt(position: Position): Promise<EventId | null | undefined> {
    const query = `select pg_is_in_recovery()::text, (select id from concordat_log.events where position = $1)`;
    const [row] = await this.#rows<[isStandby: string, id: EventId | null]>('id-at', query, [position]);
    return row?.[0] === 'true' ? undefined : (row?.[1] ?? null);
  }

  /** `undefined` when the stream does not exist. */
  async lastRevision(stream: StreamName): Promise<Revision | undefined> {
    const query = 'select max(revision) from concordat_log.events where stream = $1';
    const [row] = await this.#rows<[Revision | null]>('last-revision', query, [stream]);
    return row?.[0] ?? undefined;
  }

  async eventTypes(): Promise<string[]> {
    const rows = await this.#rows<[string]>('event-types', 'select type from concordat_log.event_types', []);
    return rows.map(([type]) => type);
  }

  /** The next events with `after < position <= upTo`. */
  async logPage(after: Position, upTo: Position, limit: number): Promise<EventPage> {
    const most = Math.min(limit, PAGE_EVENTS);
    return pageOf(await this.#rows<StoredEvent>('log-page', LOG_PAGE, [after, upTo, most]), limit);
  }

  /** The next events of a stream within a range. */
  async streamPage(stream: StreamName, { direction, lowest, highest, limit }: StreamRange): Promise<StreamPage> {
    if (lowest > highest) return { events: [], isLast: true };
    const range = [lowest, highest].map((revision) => Math.min(revision, GREATEST_REVISION));
    const values = [stream, ...range, Math.min(limit, PAGE_EVENTS)];
    const rows = await this.#rows<[...StoredEvent, end?: Revision]>(
      `stream-page-${direction}`,
      STREAM_PAGE[direction],
      values,
    );
    const end = rows[0]?.[8];
    return { ...pageOf(rows, limit), ...(end !== undefined && { end }) };
  }

  /** Last revisions of streams, and what is there under ids, at the same moment or later. */
  async lookUp(ids: readonly EventId[], streams: readonly StreamName[]): Promise<LookUp> {
    const events = `select ${STORED_EVENT} from concordat_log.events where id = any ($1)`;
    const revisions = `select name, (select max(revision) from concordat_log.events where stream = name)
      from unnest($1::text[]) streams(name)`;
    // Revisions first: were they read last, a repeated append that comes in between would look like somebody else's.
    const last = await this.#rows<[StreamName, Revision | null]>('last-revisions', revisions, [streams]);
    const known = await this.#rows<StoredEvent>('known-events', events, [ids]);
    return {
      known: new Map(known.map(recordedEvent).map((event) => [event.id, event])),
      last: new Map(last.flatMap(([name, revision]) => (revision === null ? [] : [[name, revision] as const]))),
    };
  }

  async #rows<Row extends readonly unknown[]>(name: string, text: string, values: readonly unknown[]): Promise<Row[]> {
    const query: QueryArrayConfig = { name, text, values: [...values], rowMode: 'array', types: STORED_EVENT_TYPES };
    const { rows } = await this.pool.query<Row & unknown[]>(query);
    return rows;
  }
}

function pageOf(rows: readonly (readonly [...StoredEvent, ...unknown[]])[], limit: number): EventPage {
  const events = rows.map((row) => recordedEvent(row));
  const bytes = events.reduce((sum, { data, metadata }) => sum + data.byteLength + metadata.byteLength, 0);
  const isCut = events.length === PAGE_EVENTS || bytes > PAGE_BYTES;
  return { events, isLast: events.length === limit || !isCut };
}
