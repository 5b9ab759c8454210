import { setTimeout as pause } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { OutageLog } from '#platform/outages';
import {
  connectionFault,
  isConnectionLost,
  isDiskFull,
  placeOf,
  sqlStateOf,
  type PostgresSettings,
} from '#platform/postgres';
import { errorOf } from '../append.decision.js';
import type { AppendRequest } from '../append.decision.js';
import { StorageFullError } from '../event-store.errors.js';
import type { AppendResult } from '../event-store.port.js';
import { AppendGroup, type PendingAppend } from './append-group.js';
import { newTypesOf, resultsOf } from './append-statement.js';
import { decideAgain } from './decide-again.js';
import type { NewestEvent, SeenEvent } from './newest-event.js';
import {
  EventLogPrivilegesError,
  EventLogRefusedError,
  EventLogUnavailableError,
  EventLogUnsuitableError,
} from './postgres-event-store.errors.js';
import { SessionStillThereError, WriterConnection, type ServerSession } from './writer-connection.js';

export interface LogWriterOptions {
  readonly settings: PostgresSettings;
  readonly clock: (() => Date) | undefined;
  readonly newest: NewestEvent;
  /** How long the database may be away before waiting appends fail, in milliseconds. */
  readonly unavailableAfterMs: number;
  readonly log: WriterLog;
}

export interface WriterLog {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** First and longest pause before another attempt to connect, in milliseconds. */
const PAUSES = { first: 50, longest: 1_000 };

const CANCELLED = new Set(['57014', '55P03']);
const TRY_AGAIN = new Set(['40001', '40P01']);
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Writes the appends of this process over one connection. All that arrive while a group is being written become the next
 * group, which is one statement and one commit.
 *
 * When the connection is lost in the middle, whether the group was committed is not known. Then the former session is
 * ended for certain, the ids are looked up, and only what is not there is written.
 */
export class LogWriter {
  committedGroups = 0;
  /** Appends were committed, or found to be in the log already. */
  onAnswered: () => void = () => undefined;
  #queue: PendingAppend[] = [];
  /** Made up already; they go before the queue. */
  #groups: AppendGroup[] = [];
  #working: Promise<void> | undefined;
  #connection: WriterConnection;
  /** Lost while it wrote. */
  #former: ServerSession | undefined;

  private constructor(
    private readonly options: LogWriterOptions,
    connection: WriterConnection,
    private readonly types: Set<string>,
  ) {
    this.#outage = new OutageLog(options.log, {
      began: 'The connection that writes the event log was lost',
      over: 'The event log is written over a new connection',
    });
    this.#connection = connection;
    options.newest.note(connection.facts.last);
    this.installationId = connection.facts.installationId;
  }

  readonly installationId: string;
  readonly #outage: OutageLog;

  /** @throws what `WriterConnection.open` throws */
  static async start(options: LogWriterOptions): Promise<LogWriter> {
    const connection = await WriterConnection.open(options.settings);
    if (!connection.waitsForDisk) {
      options.log.error(
        {},
        'PostgreSQL runs with fsync = off: a loss of power takes away events that were acknowledged',
      );
    }
    return new LogWriter(options, connection, new Set(await connection.reader.eventTypes()));
  }

  append(request: AppendRequest): Promise<AppendResult> {
    const at = this.options.clock?.().toISOString();
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, at, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  /** Waits for the appends under way. */
  async close(): Promise<void> {
    await this.#working;
    await this.#connection.close();
  }

  async #work(): Promise<void> {
    // Whatever else is appended in this turn goes into the same group.
    await Promise.resolve();
    for (let group = this.#nextGroup(); group !== undefined; group = this.#nextGroup()) {
      try {
        await this.#write(group);
      } catch (error) {
        this.#rejectAll(group, asError(error));
      }
    }
    this.#working = undefined;
  }

  #nextGroup(): AppendGroup | undefined {
    const made = this.#groups.shift();
    if (made !== undefined || this.#queue.length === 0) return made;
    const group = new AppendGroup();
    const end = this.#queue.findIndex((pending) => !group.add(pending));
    this.#queue = end === -1 ? [] : this.#queue.slice(end);
    return group;
  }

  /** What a group fails for, all others fail for as well; but they were not sent. */
  #rejectAll(group: AppendGroup, error: Error): void {
    for (const { pending } of group.appends) pending.reject(error);
    const others = error instanceof EventLogUnavailableError ? error.ofWhatWasNotSent() : error;
    for (const { appends } of this.#groups.splice(0)) for (const { pending } of appends) pending.reject(others);
    for (const { reject } of this.#queue.splice(0)) reject(others);
  }

  /** @throws EventLogUnavailableError, EventLogUnsuitableError */
  async #write(group: AppendGroup): Promise<void> {
    const waiting = group.appends.map(({ pending }) => pending);
    const connection = await this.#connected();
    const newTypes = newTypesOf(group, this.types);
    let results: readonly AppendResult[] | undefined;
    try {
      results = resultsOf(group, await connection.append(group, newTypes));
    } catch (error) {
      return this.#onFailure(error, waiting);
    }
    if (results === undefined) return this.#decide(waiting);
    connection.signal();
    this.committedGroups += 1;
    for (const type of newTypes) this.types.add(type);
    this.#answer(waiting, results);
  }

  #answer(waiting: readonly PendingAppend[], results: readonly AppendResult[]): void {
    for (const [index, { request, resolve }] of waiting.entries()) {
      const result = results[index];
      const last = request.events.at(-1);
      if (result === undefined) throw new Error('A group has fewer results than appends.');
      this.options.newest.note(last && { position: result.position, id: last.id });
      resolve(result);
    }
    this.onAnswered();
  }

  async #onFailure(error: unknown, waiting: readonly PendingAppend[]): Promise<void> {
    if (isConnectionLost(error)) {
      this.#drop(error);
      return this.#decide(waiting);
    }
    const state = sqlStateOf(error);
    if (state === undefined) throw error;
    if (TRY_AGAIN.has(state)) return this.#decide(waiting);
    if (CANCELLED.has(state)) throw this.#unavailable(error);
    const [only, ...others] = waiting;
    if (only !== undefined && others.length === 0) return only.reject(this.#refusal(state, asError(error)));
    // One that is refused must not take the others with it; and a smaller one may still fit on a full disk.
    this.#groups.unshift(...waiting.map(groupOf));
  }

  #refusal(state: string, error: Error): Error {
    if (isDiskFull(error)) return new StorageFullError();
    const place = placeOf(this.options.settings);
    if (state !== INSUFFICIENT_PRIVILEGE) return new EventLogRefusedError(place, state, { cause: error });
    return new EventLogPrivilegesError(
      `The event log in ${place} may not be written (${error.message}). Run "concordat migrate --grant-to" with the role of the service.`,
      { cause: error },
    );
  }

  /** Answers what is in the log already and what must be refused; the rest goes first in the next group. */
  async #decide(waiting: readonly PendingAppend[]): Promise<void> {
    for (;;) {
      const connection = await this.#connected({ mayBeRecorded: true });
      try {
        const { answered, refused, writable, later } = await decideAgain(connection.reader, waiting);
        // What was committed over a connection that was lost, nobody has been told.
        if (answered.length > 0) connection.signal();
        for (const [{ request, reject }, refusal] of refused) reject(errorOf(request, refusal));
        this.#answer(
          answered.map(([pending]) => pending),
          answered.map(([, result]) => result),
        );
        if (writable !== undefined) this.#groups.unshift(writable);
        this.#queue.unshift(...later);
        return;
      } catch (error) {
        if (!isConnectionLost(error)) throw error;
        this.#drop(error);
      }
    }
  }

  #drop(error: unknown): void {
    this.#outage.failed({ err: error });
    this.#former ??= this.#connection.session;
    this.#connection.drop();
  }

  /**
   * @param waiting whether the server was sent what waits for the connection
   * @throws EventLogUnavailableError, EventLogUnsuitableError
   */
  async #connected(waiting = { mayBeRecorded: false }): Promise<WriterConnection> {
    if (!this.#connection.isLost) return this.#connection;
    const end = performance.now() + this.options.unavailableAfterMs;
    for (let pauseMs = PAUSES.first; ; pauseMs = Math.min(pauseMs * 2, PAUSES.longest)) {
      let connection: WriterConnection | undefined;
      try {
        connection = await WriterConnection.open(this.options.settings, this.#former);
      } catch (error) {
        if (!isPassing(error) || performance.now() + pauseMs > end) throw this.#unavailable(error, waiting);
      }
      if (connection !== undefined) return await this.#take(connection);
      await pause(pauseMs * (0.5 + Math.random() / 2));
    }
  }

  /** @throws EventLogUnsuitableError */
  async #take(connection: WriterConnection): Promise<WriterConnection> {
    const { installationId } = connection.facts;
    const place = placeOf(this.options.settings);
    const { seen } = this.options.newest;
    try {
      if (installationId !== this.installationId) throw anotherLog(place);
      if (seen !== undefined && (await connection.reader.idAt(seen.position)) !== seen.id) throw putBack(place, seen);
    } catch (error) {
      connection.drop();
      throw error;
    }
    this.#connection = connection;
    this.#former = undefined;
    this.#outage.over();
    return connection;
  }

  #unavailable(error: unknown, waiting = { mayBeRecorded: false }): Error {
    if (error instanceof EventLogUnsuitableError) return error;
    const { settings } = this.options;
    return new EventLogUnavailableError(placeOf(settings), { cause: connectionFault(error, settings), ...waiting });
  }
}

function anotherLog(place: string): EventLogUnsuitableError {
  return new EventLogUnsuitableError(
    `The database in ${place} holds another event log than before. Correct the connection string, and start again.`,
  );
}

/** For a log that lacks what was there before. */
export function putBack(place: string, { position }: SeenEvent): EventLogUnsuitableError {
  return new EventLogUnsuitableError(
    `The event log in ${place} no longer holds what was recorded at position ${position}: events are lost. The database ` +
      'was put back to an earlier moment, or a standby took over that had not come so far. Stop all processes, restore what ' +
      'is missing if you can, then start them again.',
  );
}

/** Also a standby, which is perhaps about to take over. */
function isPassing(error: unknown): boolean {
  return isConnectionLost(error) || error instanceof SessionStillThereError || error instanceof EventLogUnsuitableError;
}

function groupOf(pending: PendingAppend): AppendGroup {
  const group = new AppendGroup();
  group.add(pending);
  return group;
}

function asError(error: unknown): Error {
  return isNativeError(error) ? error : new Error(String(error));
}
