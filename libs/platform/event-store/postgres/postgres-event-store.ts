import type { Pool } from 'pg';
import { openPool, placeOf, POSTGRES_SCHEMAS, type PostgresSettings, type Signals } from '#platform/postgres';
import { assertValidAppend } from '../append.validation.js';
import { Arrivals } from '../arrivals.js';
import { StoreClosedError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import type {
  AppendResult,
  EventId,
  EventStore,
  EventStoreCapabilities,
  EventToAppend,
  ExpectedRevision,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  Revision,
  StreamName,
  SubscribeOptions,
} from '../event-store.port.js';
import { followLog } from '../log-subscription.js';
import { PagedEvents } from '../paged-events.js';
import { assertReadLimit } from '../read.validation.js';
import { rangeAfter, streamRange } from '../stream-range.js';
import { assertUsable } from './log-opening.js';
import { LogReader } from './log-reader.js';
import { LogWriter, putBack, type WriterLog } from './log-writer.js';
import { NewestEvent } from './newest-event.js';
import { patiently } from './patient-queries.js';
import type { EventLogUnsuitableError } from './postgres-event-store.errors.js';

export interface PostgresEventStoreOptions {
  readonly settings: PostgresSettings;
  /** Hears of what other processes append. Without them a subscription hears only of this process's. */
  readonly signals: Signals;
  /** Gives the time to record with each event. Default: the database's clock, which all processes share. */
  readonly clock?: () => Date;
  /** How long the database may be away before calls fail, in milliseconds. Default 10,000. */
  readonly unavailableAfterMs?: number;
  /** Also a log that is only being moved there, and not whole. Default false. */
  readonly isMoved?: boolean;
  /** Called once when the log no longer holds what was recorded: what this process knows of it is of no use any more. */
  readonly onFault?: (fault: EventLogUnsuitableError) => void;
  readonly log: WriterLog;
}

export interface PostgresEventStoreStatistics {
  /** Commits that wrote events since the store was opened. */
  readonly committedGroups: number;
}

const UNAVAILABLE_AFTER_MS = 10_000;
const NO_END = Number.MAX_SAFE_INTEGER as Position;
/** Small tables grow; a plan that was made for an empty one is kept. */
const READER_DEFAULTS = '-c enable_seqscan=off';

/** The log in a PostgreSQL database, which several processes write to at the same time. */
export class PostgresEventStore implements EventStore {
  readonly capabilities: EventStoreCapabilities = {
    engine: 'postgresql',
    contiguousPositions: true,
    durable: true,
    eventIdsUniqueAcrossStreams: true,
    severalWriters: true,
  };
  readonly #arrivals = new Arrivals();
  readonly #reader: LogReader;
  readonly #patienceMs: number;
  readonly #stopListening: () => void;
  /** Connections that were made to read, and how many of them there were when the log was last seen to go on. */
  readonly #connections = { made: 0, trusted: 0 };
  #putBack: EventLogUnsuitableError | undefined;
  #isClosed = false;
  #closing: Promise<void> | undefined;

  private constructor(
    private readonly options: PostgresEventStoreOptions,
    private readonly pool: Pool,
    private readonly writer: LogWriter,
    private readonly newest: NewestEvent,
  ) {
    pool.on('connect', () => (this.#connections.made += 1));
    this.#patienceMs = options.unavailableAfterMs ?? UNAVAILABLE_AFTER_MS;
    this.#reader = new LogReader(pool);
    writer.onAnswered = () => this.#arrivals.announce();
    this.#stopListening = options.signals.on(POSTGRES_SCHEMAS.log, () => this.#arrivals.announce());
  }

  /**
   * @throws PostgresConnectionError the database cannot be reached, or lets nobody in
   * @throws SchemaMismatchError its tables are missing, older or newer than this version needs
   * @throws EventLogPrivilegesError
   * @throws EventLogUnsuitableError a standby, or a log that was changed by hand or is only being moved there
   */
  static async open(options: PostgresEventStoreOptions): Promise<PostgresEventStore> {
    const { settings, clock, isMoved = false, log, unavailableAfterMs = UNAVAILABLE_AFTER_MS } = options;
    const pool = openPool(settings, 'log reader', READER_DEFAULTS);
    try {
      await assertUsable(pool, settings, isMoved);
      const newest = new NewestEvent();
      const writer = await LogWriter.start({ settings, clock, newest, log, unavailableAfterMs });
      return new PostgresEventStore(options, pool, writer, newest);
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  /** Given to the log once, when it was created: tells two logs apart. */
  get installationId(): string {
    return this.writer.installationId;
  }

  get statistics(): PostgresEventStoreStatistics {
    return { committedGroups: this.writer.committedGroups };
  }

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    this.#assertOpen();
    assertValidAppend(stream, expected, events);
    return this.writer.append({ stream, expected, events });
  }

  readStream(stream: StreamName, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    this.#assertOpen();
    let range = streamRange(options, Number.MAX_SAFE_INTEGER as Revision);
    let hasMore = true;
    return new PagedEvents(async () => {
      this.#assertOpen();
      if (!hasMore) return [];
      const { events, isLast, end } = await this.#reading((reader) => reader.streamPage(stream, range));
      hasMore = !isLast;
      const last = events.at(-1);
      if (last === undefined) return events;
      range = rangeAfter(range, last.revision, events.length);
      if (end !== undefined) range = { ...range, highest: Math.min(range.highest, end) };
      return events;
    });
  }

  readAll({ after, limit = Number.MAX_SAFE_INTEGER }: ReadAllOptions): AsyncIterable<RecordedEvent> {
    this.#assertOpen();
    assertReadLimit('after', after, START);
    assertReadLimit('limit', limit, 0);
    let [from, remaining] = [after, limit];
    let head: Position | undefined;
    let hasMore = true;
    return new PagedEvents(async () => {
      this.#assertOpen();
      head ??= await this.#reading((reader) => reader.head());
      if (!hasMore) return [];
      const [first, upTo] = [from, head];
      const { events, isLast } = await this.#reading((reader) => reader.logPage(first, upTo, remaining));
      hasMore = !isLast;
      from = events.at(-1)?.position ?? from;
      this.newest.note(events.at(-1));
      remaining -= events.length;
      return events;
    });
  }

  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    this.#assertOpen();
    const readPage = async (after: Position, limit: number): Promise<readonly RecordedEvent[]> => {
      const isWanted = (): boolean => !options.signal.aborted;
      try {
        const { events } = await this.#reading((reader) => reader.logPage(after, NO_END, limit), isWanted, Infinity);
        this.newest.note(events.at(-1));
        return events;
      } catch (error) {
        // Nobody waits for it any more: the subscription ends without an error.
        if (isWanted() || this.#isClosed) throw error;
        return [];
      }
    };
    return followLog({ readPage, arrivals: this.#arrivals }, options);
  }

  async positionOf(id: EventId): Promise<Position | undefined> {
    return this.#reading((reader) => reader.positionOf(id));
  }

  async head(): Promise<Position> {
    return this.#reading((reader) => reader.head());
  }

  async eventTypes(): Promise<readonly string[]> {
    return this.#reading((reader) => reader.eventTypes());
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#isClosed = true;
    this.#stopListening();
    this.#arrivals.announce();
    await this.writer.close();
    await this.pool.end();
  }

  /** @throws StoreClosedError also when it is closed meanwhile, EventLogUnavailableError, EventLogUnsuitableError */
  async #reading<Result>(
    read: (reader: LogReader) => Promise<Result>,
    isWanted: () => boolean = () => true,
    patienceMs = this.#patienceMs,
  ): Promise<Result> {
    this.#assertOpen();
    const isStillWanted = (): boolean => !this.#isClosed && isWanted();
    const ask = async (): Promise<Result> => {
      const result = await read(this.#reader);
      await this.#assertGoesOn();
      return result;
    };
    const result = await patiently(ask, this.options.settings, patienceMs, isStillWanted);
    this.#assertOpen();
    return result;
  }

  /** Whether a new connection leads to the log as it was: a server that has failed may have been put back. */
  async #assertGoesOn(): Promise<void> {
    if (this.#putBack) throw this.#putBack;
    const { made, trusted } = this.#connections;
    const { seen } = this.newest;
    if (made === trusted || seen === undefined) return;
    const id = await this.#reader.idAt(seen.position);
    if (id === seen.id) this.#connections.trusted = made;
    if (id === seen.id || id === undefined) return;
    this.#putBack = putBack(placeOf(this.options.settings), seen);
    this.options.onFault?.(this.#putBack);
    throw this.#putBack;
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new StoreClosedError();
  }
}
