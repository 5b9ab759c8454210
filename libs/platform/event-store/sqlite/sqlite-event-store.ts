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
import { isSqliteError } from './log-file.js';
import { LogReader } from './log-reader.js';
import { LogWriter } from './log-writer.js';
import { EventLogFaultError } from './sqlite-event-store.errors.js';

/** EX_SOFTWARE of sysexits.h: a supervisor sees that this was not an ordinary stop. */
const FAULT_EXIT_CODE = 70;

export interface SqliteEventStoreOptions {
  /** The event log's own file; created when it is not there. Its folder must exist. */
  readonly file: string;
  /** Gives the time to record with each event. Default: the system clock. */
  readonly clock?: () => Date;
  /**
   * Called once when the log fails and can no longer be trusted. Default: writes the reason to standard error and
   * ends the process with code 70. A handler that returns leaves a store whose every call fails.
   */
  readonly onFatal?: (fault: EventLogFaultError) => void;
  /** The log may not grow beyond this many pages of 4,096 bytes: appends are then refused as on a full disk. */
  readonly maximumPages?: number;
}

export interface SqliteEventStoreStatistics {
  /** Transactions that wrote events since the store was opened; each waited for the disk once. */
  readonly committedGroups: number;
}

/** The embedded engine: one SQLite file, written by one thread that commits waiting appends together. */
export class SqliteEventStore implements EventStore {
  readonly capabilities: EventStoreCapabilities = {
    engine: 'embedded',
    contiguousPositions: true,
    durable: true,
    eventIdsUniqueAcrossStreams: true,
    severalWriters: false,
  };
  readonly #arrivals = new Arrivals();
  readonly #onFatal: (fault: EventLogFaultError) => void;
  #writer: LogWriter | undefined;
  #reader: LogReader | undefined;
  #closed: Promise<void> | undefined;
  #fault: EventLogFaultError | undefined;

  private constructor(private readonly options: SqliteEventStoreOptions) {
    this.#onFatal = options.onFatal ?? endProcess;
  }

  /**
   * @throws EventLogFormatError the file is something else, or a newer version of the service wrote it
   * @throws SqliteUnsuitableError
   * @throws EventLogFaultError the file cannot be opened or read
   */
  static async open(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
    const store = new SqliteEventStore(options);
    await store.#open();
    return store;
  }

  /** Given to the log once, when it was created: tells two logs apart. */
  get installationId(): string {
    return this.#openWriter().installationId;
  }

  get statistics(): SqliteEventStoreStatistics {
    return { committedGroups: this.#openWriter().committedGroups };
  }

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const writer = this.#openWriter();
    assertValidAppend(stream, expected, events);
    return writer.append({ stream, expected, events });
  }

  readStream(stream: StreamName, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    let range = this.#reading((reader) => streamRange(options, reader.lastRevision(stream) ?? (-1 as Revision)));
    return new PagedEvents(() => {
      const page = this.#reading((reader) => reader.streamPage(stream, range));
      const last = page.at(-1);
      if (last !== undefined) range = rangeAfter(range, last.revision, page.length);
      return page;
    });
  }

  readAll({ after, limit = Number.MAX_SAFE_INTEGER }: ReadAllOptions): AsyncIterable<RecordedEvent> {
    assertReadLimit('after', after, START);
    assertReadLimit('limit', limit, 0);
    const head = this.#reading((reader) => reader.head());
    let [from, remaining] = [after, limit];
    return new PagedEvents(() => {
      const page = this.#reading((reader) => reader.logPage(from, head, remaining));
      from = page.at(-1)?.position ?? from;
      remaining -= page.length;
      return page;
    });
  }

  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    this.#openWriter();
    const readPage = (after: Position, limit: number): RecordedEvent[] =>
      this.#reading((reader) => reader.logPage(after, Number.MAX_SAFE_INTEGER, limit));
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
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #open(): Promise<void> {
    const { file, maximumPages, clock = () => new Date() } = this.options;
    const start = { file, ...(maximumPages !== undefined && { maximumPages }) };
    this.#writer = await LogWriter.start(start, clock, {
      onAnswered: () => this.#arrivals.announce(),
      onFault: (fault) => this.#fail(fault),
    });
    try {
      this.#reader = new LogReader(file);
    } catch (error) {
      await this.#writer.close();
      throw faultOf(file, error);
    }
  }

  async #close(): Promise<void> {
    const [writer, reader] = [this.#writer, this.#reader];
    this.#writer = undefined;
    this.#reader = undefined;
    this.#arrivals.announce();
    reader?.close();
    // Last, because the connection that closes last puts the write-ahead log into the log file.
    await writer?.close();
  }

  #openWriter(): LogWriter {
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#writer === undefined) throw new StoreClosedError();
    return this.#writer;
  }

  #reading<Result>(read: (reader: LogReader) => Result): Result {
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#reader === undefined) throw new StoreClosedError();
    try {
      return read(this.#reader);
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      const fault = faultOf(this.options.file, error);
      this.#fail(fault);
      throw fault;
    }
  }

  #fail(fault: EventLogFaultError): void {
    if (this.#fault !== undefined) return;
    this.#fault = fault;
    this.#onFatal(fault);
    this.#arrivals.announce();
  }
}

function faultOf(file: string, error: unknown): EventLogFaultError {
  if (isSqliteError(error)) return new EventLogFaultError(file, error.code, error.message);
  return new EventLogFaultError(file, 'Unknown', String(error));
}

function endProcess(fault: EventLogFaultError): void {
  process.stderr.write(`${fault.name}: ${fault.message}\n`);
  process.exit(FAULT_EXIT_CODE);
}
