import { BACKWARDS, END, FORWARDS, START as FROM_START, streamNameFilter } from '@eventstore/db-client';
import type { AllStreamSubscription, AppendResult, Position as ServerPosition } from '@eventstore/db-client';
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
import { SteadyClient } from './steady-client.js';

export interface StreamPageRequest {
  readonly stream: string;
  readonly direction: 'forwards' | 'backwards';
  /** Inclusive; left out, from the first or the last. */
  readonly from?: number;
  readonly limit: number;
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

/** The calls on the server, each of them bounded, and read again when it failed for a reason that passes. */
export class ServerLog {
  readonly #client: SteadyClient;
  readonly #closing = new AbortController();
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

  /** Once, with others in one call: whoever calls decides what a failure means. */
  append(append: BatchedAppend): Promise<AppendResult> {
    return this.#answered(within(this.#client.appendInBatch(append, this.timeoutMs), this.timeoutMs));
  }

  /** Once more, in a call of its own. */
  appendAgain(append: BatchedAppend): Promise<AppendResult> {
    return this.#answered(within(this.#client.appendAlone(append, this.timeoutMs), this.timeoutMs));
  }

  /** A stream that does not exist reads as empty. */
  async streamPage({ stream, direction, from, limit }: StreamPageRequest): Promise<ServerPage> {
    try {
      return await this.#page(limit, () =>
        this.#client.readStream(stream, {
          direction: direction === 'forwards' ? FORWARDS : BACKWARDS,
          fromRevision: from === undefined ? (direction === 'forwards' ? FROM_START : END) : BigInt(from),
          maxCount: limit,
          requiresLeader: true,
        }),
      );
    } catch (error) {
      switch (serverFaultOf(error)) {
        case 'stream-not-found':
          return { events: [], isLast: true };
        case 'stream-deleted':
          throw new EventStoreDbLogAlteredError(
            `The stream ${stream} was deleted in EventStoreDB. Its events are still in the log until it is scavenged: ` +
              'restore the database from a backup.',
          );
        default:
          throw error;
      }
    }
  }

  /** Events of all streams, those of the server and of others among them. */
  logPage({ direction, from, limit }: LogPageRequest): Promise<ServerPage> {
    return this.#page(limit, () =>
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

  async #page(limit: number, read: () => Parameters<typeof collectPage>[0]): Promise<ServerPage> {
    const { timeoutMs, closing: signal } = this;
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
}

/**
 * The client's own limit begins when it has found a node, and an answer without content settles nothing. What becomes of the
 * call after that is of no interest: its outcome is not known.
 */
function within<Result>(answer: Promise<Result>, timeoutMs: number): Promise<Result> {
  let timer: NodeJS.Timeout;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallTimedOutError(timeoutMs)), timeoutMs);
  });
  return Promise.race([answer, timedOut]).finally(() => clearTimeout(timer));
}
