import type { OutageReports } from '#platform/outages';
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
import { assertReadLimit } from '../read.validation.js';
import { RecordingClock } from '../recording-clock.js';
import { SERVER_APPEND_BYTES } from './append-size.js';
import { Appender, type EventToImport } from './appender.js';
import { readConnectionString } from './connection-string.js';
import { followServerLog } from './follow-server-log.js';
import {
  EventStoreDbLogAlteredError,
  EventStoreDbLogNotWholeError,
  EventStoreDbNoLogError,
} from './eventstoredb.errors.js';
import { establishInstallation, installationOf, isMoveUnderWay, noteMove } from './installation.js';
import { KnownEnd } from './known-end.js';
import { LogEnd } from './log-end.js';
import { LogPages } from './log-pages.js';
import { LogTail } from './log-tail.js';
import { ServerLog } from './server-log.js';
import { StreamMemory } from './stream-memory.js';
import { StreamReader } from './stream-reader.js';

export interface EventStoreDbEventStoreOptions {
  /** `esdb://user:password@host1:2113,host2:2113,host3:2113?tlsCAFile=/path/ca.crt`, or `esdb+discover://…`. */
  readonly connectionString: string;
  /** Gives the time to record with each event. Default: the system clock. */
  readonly clock?: () => Date;
  readonly log: OutageReports;
  /** How long to go on trying when the server does not answer, in milliseconds. Default 30,000. */
  readonly giveUpAfterMs?: number;
  /** What the server takes in one append, if it was set otherwise (MaxAppendSize). Default 1,048,576 bytes. */
  readonly maximumAppendBytes?: number;
  /** The id that a log is given which has none yet: that of the log which moves here. Default: a new one. */
  readonly installationId?: string;
  /** Whether a log that has no id yet is refused, instead of being given one. Default false. */
  readonly mustExist?: boolean;
  /** Also a log that is only being moved there, and not whole. Default false. */
  readonly isMoved?: boolean;
  /** How often to look whether something was missed, in milliseconds. Default 1,000. */
  readonly lookEveryMs?: number;
  /** How long closing waits for appends that the server has not answered, in milliseconds. Default 3,000. */
  readonly closeWithinMs?: number;
}

const MOST_EMPTY_PAGES = 10;
/** Less than a container is given to stop. */
const CLOSE_WITHIN_MS = 3_000;

/**
 * A log in an EventStoreDB cluster. Positions are the server's own, which have gaps; `NumberedEventStore` gives the events
 * the positions that the service works with.
 */
export class EventStoreDbEventStore implements EventStore {
  readonly capabilities: EventStoreCapabilities = {
    engine: 'eventstoredb',
    contiguousPositions: false,
    durable: true,
    eventIdsUniqueAcrossStreams: false,
    severalWriters: true,
  };
  readonly #server: ServerLog;
  readonly #memory = new StreamMemory();
  readonly #arrivals = new Arrivals();
  readonly #knownEnd = new KnownEnd();
  readonly #end: LogEnd;
  readonly #tail: LogTail;
  readonly #streams: StreamReader;
  readonly #maximumAppendBytes: number;
  #appender: Appender | undefined;
  #installationId = '';
  /** The types of all events up to a position. */
  #types: { readonly names: Set<string>; reached: Position } | undefined;
  #closed: Promise<void> | undefined;

  private constructor(private readonly options: EventStoreDbEventStoreOptions) {
    const settings = readConnectionString(options.connectionString);
    this.#server = new ServerLog({ settings, giveUpAfterMs: options.giveUpAfterMs ?? 30_000 });
    this.#maximumAppendBytes = options.maximumAppendBytes ?? SERVER_APPEND_BYTES;
    this.#end = new LogEnd(this.#server);
    this.#streams = new StreamReader(this.#server, this.#memory);
    this.#tail = new LogTail({
      server: this.#server,
      head: () => this.#end.position(),
      end: this.#knownEnd,
      announce: () => this.#arrivals.announce(),
      log: options.log,
      lookEveryMs: options.lookEveryMs ?? 1_000,
    });
  }

  /**
   * @throws EventStoreDbSettingsError
   * @throws EventStoreDbUnavailableError
   * @throws EventStoreDbAccessDeniedError
   * @throws EventStoreDbLogNotWholeError
   * @throws EventStoreDbNoLogError
   */
  static async open(options: EventStoreDbEventStoreOptions): Promise<EventStoreDbEventStore> {
    const store = new EventStoreDbEventStore(options);
    try {
      await store.#open();
      return store;
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Given to the log once, when the service first used it: tells two logs apart. */
  get installationId(): string {
    return this.#installationId;
  }

  /** The connection string without what is secret in it. */
  get place(): string {
    return this.#server.shown;
  }

  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const appender = this.#openAppender();
    assertValidAppend(stream, expected, events);
    const result = await appender.append({ stream, expected, events });
    this.#noteAppended(result.position);
    return result;
  }

  /**
   * Takes over events of another log, with the times that they were recorded there, after a revision of their stream. They
   * are appended in as many parts as the server needs: who is interrupted reads how far it came, and goes on from there.
   *
   * @param last the last revision of the stream now; `undefined` when there is no such stream
   * @returns the position of the last event
   * @throws WrongExpectedRevisionError the stream is elsewhere, and what came before was written
   */
  async importEvents(
    stream: StreamName,
    last: Revision | undefined,
    events: readonly EventToImport[],
  ): Promise<Position> {
    const appender = this.#openAppender();
    const position = await appender.import(stream, last, events);
    this.#noteAppended(position);
    return position;
  }

  /** From here on no service opens it, until the move is finished. */
  beginMove(): Promise<void> {
    return noteMove(this.#server, 'begun');
  }

  finishMove(): Promise<void> {
    return noteMove(this.#server, 'finished');
  }

  readStream(stream: StreamName, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    this.#openAppender();
    return this.#streams.read(stream, options);
  }

  readAll({ after, limit = Number.MAX_SAFE_INTEGER }: ReadAllOptions): AsyncIterable<RecordedEvent> {
    this.#openAppender();
    assertReadLimit('after', after, START);
    assertReadLimit('limit', limit, 0);
    return this.#readUpToEnd(after, limit);
  }

  subscribe(options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
    this.#openAppender();
    this.#tail.start();
    const followed = { server: this.#server, arrivals: this.#arrivals, end: this.#knownEnd };
    return followServerLog(followed, options);
  }

  /** Looks through the whole log: for an index see `NumberedEventStore`. */
  async positionOf(id: EventId): Promise<Position | undefined> {
    this.#openAppender();
    for await (const event of this.#readUpToEnd(START, Number.MAX_SAFE_INTEGER)) {
      if (event.id === id) return event.position;
    }
    return undefined;
  }

  async head(): Promise<Position> {
    this.#openAppender();
    return this.#end.position();
  }

  /** The first call looks through the whole log, the others through what has come since. */
  async eventTypes(): Promise<readonly string[]> {
    this.#openAppender();
    this.#types ??= { names: new Set(), reached: START };
    for await (const event of this.#readUpToEnd(this.#types.reached, Number.MAX_SAFE_INTEGER)) {
      this.#types.names.add(event.type);
      this.#types.reached = event.position;
    }
    return [...this.#types.names];
  }

  /**
   * Lets the appends under way be answered, but not for longer than a few seconds: then those that were sent are told as
   * `AppendOutcomeUnknownError`, the others as `StoreClosedError`.
   */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #open(): Promise<void> {
    // The first call also warms up the connection, which takes fewer calls at a time while it is new.
    const last = await this.#end.last();
    this.#installationId = await this.#establishInstallation();
    this.#appender = new Appender({
      server: this.#server,
      memory: this.#memory,
      recording: new RecordingClock(last?.recordedAt),
      clock: this.options.clock ?? (() => new Date()),
      maximumAppendBytes: this.#maximumAppendBytes,
    });
  }

  async #establishInstallation(): Promise<string> {
    const { installationId, mustExist = false, isMoved = false } = this.options;
    const server = this.#server;
    if (mustExist && (await installationOf(server)) === undefined) throw new EventStoreDbNoLogError(server.shown);
    const id = await establishInstallation(server, installationId);
    if (!isMoved && (await isMoveUnderWay(server))) throw new EventStoreDbLogNotWholeError(server.shown);
    return id;
  }

  async #close(): Promise<void> {
    const appender = this.#appender;
    this.#appender = undefined;
    this.#server.abortReads(new StoreClosedError());
    this.#arrivals.announce();
    const tooLate = setTimeout(
      () => this.#server.abortAppends(new StoreClosedError()),
      this.options.closeWithinMs ?? CLOSE_WITHIN_MS,
    );
    await appender?.idle();
    clearTimeout(tooLate);
    await this.#tail.ended();
    await this.#server.close();
  }

  async *#readUpToEnd(after: Position, limit: number): AsyncGenerator<RecordedEvent, void> {
    const head = await this.#end.position();
    const pages = new LogPages(this.#server, after);
    let [remaining, reached, emptyPages] = [limit, after, 0];
    while (remaining > 0 && reached < head) {
      const page = await pages.next(remaining);
      emptyPages = page.length === 0 ? emptyPages + 1 : 0;
      // A read that the server ends too early looks like one that found nothing. What is there does not go away.
      if (emptyPages > MOST_EMPTY_PAGES) throw endedEarly(reached, head);
      for (const event of page) {
        if (event.position > head || remaining === 0) return;
        [reached, remaining] = [event.position, remaining - 1];
        yield event;
      }
    }
  }

  #noteAppended(position: Position): void {
    this.#knownEnd.note(position);
    this.#arrivals.announce();
  }

  #openAppender(): Appender {
    if (this.#appender === undefined) throw new StoreClosedError();
    return this.#appender;
  }
}

function endedEarly(reached: Position, head: Position): EventStoreDbLogAlteredError {
  return new EventStoreDbLogAlteredError(
    `EventStoreDB gives no event after position ${reached}, although the last one was at ${head} just now.`,
  );
}
