import { BACKWARDS, END, FORWARDS, START as FROM_START, streamNameFilter } from '@eventstore/db-client';
import type {
  AllStreamSubscription,
  AppendResult,
  Position as ServerPosition,
  RecordedEvent as ServerEvent,
} from '@eventstore/db-client';
import { OWN_STREAM_PATTERN } from '../append.validation.js';
import type { BatchedAppend } from './batch-call.js';
import type { ConnectionSettings } from './connection-string.js';
import {
  EventStoreDbAccessDeniedError,
  EventStoreDbLogAlteredError,
  EventStoreDbUnavailableError,
} from './eventstoredb.errors.js';
import { persist } from './persistence.js';
import { CallTimedOutError, detailOf, serverFaultOf } from './server-fault.js';
import { collectPage, type ServerPage } from './server-page.js';
import type { StatedRead, StreamPageRequest } from './stated-read.js';
import { SteadyClient } from './steady-client.js';

export interface StreamPage extends ServerPage {
  /** The last revision of the stream as the server states it with this page, -1 for none; `undefined`: it does not say. */
  readonly end: number | undefined;
}

export interface LogPageRequest {
  readonly direction: 'forwards' | 'backwards';
  /** Inclusive forwards, exclusive backwards; left out, from the start or the end. */
  readonly from?: ServerPosition;
  readonly limit: number;
}

export interface ServerLogOptions {
  readonly settings: ConnectionSettings;
  /** How long to go on trying when the server does not answer, in milliseconds. */
  readonly giveUpAfterMs: number;
}

/** How long one call may take unless the connection string says otherwise, in milliseconds. */
const CALL_TIMEOUT_MS = 10_000;
/** Events that are left out before the server says how far it has looked, times 32. */
const CHECKPOINT_INTERVAL = 8;
/** How often a read may end at once although there is something to read. */
const MOST_READ_IN_VAIN = 5;
/** The last revision of a stream that does not exist. */
const NO_STREAM = -1;

/** The calls on the server, each of them bounded, and read again when it failed for a reason that passes. */
export class ServerLog {
  readonly #client: SteadyClient;
  readonly #closing = new AbortController();
  readonly #ending = new AbortController();
  readonly timeoutMs: number;

  constructor(private readonly options: ServerLogOptions) {
    this.#client = new SteadyClient(options.settings);
    this.timeoutMs = options.settings.numbers.defaultDeadline ?? CALL_TIMEOUT_MS;
  }

  /** The connection string without credentials. */
  get shown(): string {
    return this.options.settings.shown;
  }

  get giveUpAfterMs(): number {
    return this.options.giveUpAfterMs;
  }

  /** Ends reads and pauses. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Ends appends, and what is read for them. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  /** Once, with others in one call: whoever calls decides what a failure means. */
  append(append: BatchedAppend): Promise<AppendResult> {
    return this.#answered(this.#within(this.#client.appendInBatch(append, this.timeoutMs)));
  }

  /** Once more, in a call of its own. */
  appendAgain(append: BatchedAppend): Promise<AppendResult> {
    return this.#answered(this.#within(this.#client.appendAlone(append, this.timeoutMs)));
  }

  /**
   * A stream that does not exist reads as empty.
   * @param signal ends the read
   */
  async streamPage(request: StreamPageRequest, signal = this.closing): Promise<StreamPage> {
    const last: { reading?: StatedRead } = {};
    try {
      const page = await this.#page(request.limit, signal, () => (last.reading = this.#client.readPage(request)));
      return { ...page, end: last.reading?.lastRevision };
    } catch (error) {
      switch (serverFaultOf(error)) {
        case 'stream-not-found':
          return { events: [], isLast: true, end: NO_STREAM };
        case 'stream-deleted':
          throw new EventStoreDbLogAlteredError(
            `The stream ${request.stream} was deleted in EventStoreDB. Its events are still in the log until it is ` +
              'scavenged: restore the database from a backup.',
          );
        default:
          throw error;
      }
    }
  }

  /**
   * The first or the last event that a stream has now; `undefined`: there is no such stream. Such a read cannot end too early
   * without showing it: it gives an event, or says that there is no such stream, or it is made again.
   *
   * @param signal ends the read
   */
  async edgeOf(stream: string, edge: 'first' | 'last', signal = this.closing): Promise<ServerEvent | undefined> {
    const direction = edge === 'first' ? 'forwards' : 'backwards';
    for (let attempt = 1; attempt <= MOST_READ_IN_VAIN; attempt += 1) {
      const { events, end } = await this.streamPage({ stream, direction, limit: 1 }, signal);
      if (events.length > 0 || end === NO_STREAM) return events[0];
    }
    throw new EventStoreDbLogAlteredError(
      `EventStoreDB has a stream ${stream}, and gives none of its events. Somebody truncated it: restore the database from a ` +
        'backup.',
    );
  }

  /** -1: there is no such stream. */
  async lastRevisionOf(stream: string, signal = this.closing): Promise<number> {
    return Number((await this.edgeOf(stream, 'last', signal))?.revision ?? NO_STREAM);
  }

  /** Events of all streams, those of the server and of others among them. */
  logPage({ direction, from, limit }: LogPageRequest): Promise<ServerPage> {
    return this.#page(limit, this.closing, () =>
      this.#client.readAll({
        direction: direction === 'forwards' ? FORWARDS : BACKWARDS,
        fromPosition: from ?? (direction === 'forwards' ? FROM_START : END),
        maxCount: limit,
        requiresLeader: true,
      }),
    );
  }

  /** What is appended to streams of the service from now on. It may end at any time, with or without an error. */
  subscribe(): AllStreamSubscription {
    return this.#client.subscribeToAll({
      fromPosition: END,
      requiresLeader: true,
      filter: streamNameFilter({ regex: OWN_STREAM_PATTERN, checkpointInterval: CHECKPOINT_INTERVAL }),
    });
  }

  abortReads(reason: Error): void {
    this.#closing.abort(reason);
  }

  /** Waits for no answer any more: what has not been answered has an outcome that is not known. */
  abortAppends(reason: Error): void {
    this.#ending.abort(reason);
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  /** A node that does not answer may be cut off, or frozen, and another lead meanwhile. */
  async #answered<Result>(answer: Promise<Result>): Promise<Result> {
    const { node } = this.#client;
    try {
      return await answer;
    } catch (error) {
      if (error instanceof CallTimedOutError) void this.#client.leaveNode(node);
      throw error;
    }
  }

  async #page(limit: number, signal: AbortSignal, read: () => Parameters<typeof collectPage>[0]): Promise<ServerPage> {
    const { timeoutMs } = this;
    const unavailable = (error: unknown): Error => new EventStoreDbUnavailableError(this.shown, detailOf(error));
    try {
      return await persist(() => this.#answered(collectPage(read(), { events: limit, timeoutMs, signal })), {
        giveUpAfterMs: this.giveUpAfterMs,
        signal,
        givingUp: unavailable,
      });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (serverFaultOf(error) === 'access-denied') throw new EventStoreDbAccessDeniedError(this.shown);
      throw error;
    }
  }

  /**
   * The client's own limit begins when it has found a node, and an answer without content settles nothing. What becomes of
   * the call after that is of no interest: its outcome is not known.
   */
  async #within<Result>(answer: Promise<Result>): Promise<Result> {
    const { timeoutMs, ending } = this;
    const { promise: givenUp, reject } = Promise.withResolvers<never>();
    const onEnding = (): void => reject(ending.reason);
    const timer = setTimeout(() => reject(new CallTimedOutError(timeoutMs)), timeoutMs);
    ending.addEventListener('abort', onEnding);
    if (ending.aborted) onEnding();
    try {
      return await Promise.race([answer, givenUp]);
    } finally {
      clearTimeout(timer);
      ending.removeEventListener('abort', onEnding);
    }
  }
}
