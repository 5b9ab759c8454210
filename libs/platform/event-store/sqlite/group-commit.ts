import type Database from 'better-sqlite3';
import { decideAppend } from '../append.decision.js';
import type { AppendRequest } from '../append.decision.js';
import type { Position, RecordedEvent, Revision, StreamName } from '../event-store.port.js';
import { RecordingClock } from '../recording-clock.js';
import { isSqliteError } from './log-file.js';
import type { AppendOutcome } from './writer-messages.js';

// `+?`: an equality with a bare parameter makes SQLite prepare the statement again at every run.
const FIND_BY_ID = `
  SELECT position, stream, revision, id, type, recorded_at AS recordedAt, data, metadata FROM events WHERE id = +?`;

const LAST_REVISION = 'SELECT revision FROM events WHERE stream = +? ORDER BY revision DESC LIMIT 1';

/**
 * Commits groups of appends: one transaction and one wait for the disk for all of them. Within a group each
 * append stands alone: it is decided before any of it is written, so that a refusal leaves no trace.
 *
 * Head and revisions are looked up in each transaction, never remembered.
 */
export class GroupCommit {
  /** How many transactions wrote events; each was on the disk before its appends were answered. */
  committedGroups = 0;
  readonly #recording: RecordingClock;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #rollback: Database.Statement;
  readonly #head: Database.Statement<[], Position | null>;
  readonly #lastRevision: Database.Statement<[StreamName], Revision>;
  readonly #find: Database.Statement<[string], RecordedEvent>;
  readonly #insert: Database.Statement;
  readonly #insertType: Database.Statement;
  /** The types that are in the log, so that writing an event of a type like others costs nothing more. */
  readonly #types: Set<string>;
  /** Written in the transaction under way. */
  #newTypes: string[] = [];
  #position = 0;

  constructor(private readonly database: Database.Database) {
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
    this.#rollback = database.prepare('ROLLBACK');
    this.#head = database.prepare<[], Position | null>('SELECT max(position) FROM events').pluck();
    this.#lastRevision = database.prepare<[StreamName], Revision>(LAST_REVISION).pluck();
    this.#find = database.prepare<[string], RecordedEvent>(FIND_BY_ID);
    this.#insert = database.prepare(
      'INSERT INTO events (position, stream, revision, id, type, recorded_at, data, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    // Another connection may have written it meanwhile.
    this.#insertType = database.prepare('INSERT OR IGNORE INTO event_types (type) VALUES (?)');
    this.#types = new Set(database.prepare<[], string>('SELECT type FROM event_types').pluck().all());
    const lastTime = database.prepare<[], string>('SELECT recorded_at FROM events ORDER BY position DESC LIMIT 1');
    this.#recording = new RecordingClock(lastTime.pluck().get());
  }

  /**
   * @param now the time to record, ISO 8601 UTC
   * @returns one outcome for each request, in order; when it returns, what they report is on the disk
   * @throws any failure of SQLite other than a full disk
   */
  commit(requests: readonly AppendRequest[], now: string): AppendOutcome[] {
    try {
      return this.#commitTogether(requests, this.#recording.record(now));
    } catch (error) {
      if (!isSqliteError(error) || error.code !== 'SQLITE_FULL') throw error;
      if (requests.length === 1) return [{ kind: 'storage-full' }];
      // A smaller append may still fit, and a repetition or a refusal needs no space.
      return requests.flatMap((request) => this.commit([request], now));
    }
  }

  #commitTogether(requests: readonly AppendRequest[], recordedAt: string): AppendOutcome[] {
    this.#begin.run();
    this.#newTypes = [];
    try {
      const head = this.#head.get() ?? 0;
      this.#position = head;
      const outcomes = requests.map((request) => this.#apply(request, recordedAt));
      if (this.#position === head) {
        this.#rollback.run();
      } else {
        this.#commit.run();
        this.committedGroups += 1;
        for (const type of this.#newTypes) this.#types.add(type);
      }
      return outcomes;
    } catch (error) {
      // After some failures SQLite has rolled back by itself.
      if (this.database.inTransaction) this.#rollback.run();
      throw error;
    }
  }

  #apply(request: AppendRequest, recordedAt: string): AppendOutcome {
    const { stream, events } = request;
    const last = this.#lastRevision.get(stream);
    const known = events.map((event) => this.#find.get(event.id));
    const decision = decideAppend(request, last, known);
    if (decision.kind === 'repeated') return { kind: 'done', ...decision.result };
    if (decision.kind !== 'write') return decision;
    const { firstRevision } = decision;
    for (const [index, { id, type, data, metadata }] of events.entries()) {
      this.#position += 1;
      this.#keepType(type);
      this.#insert.run(this.#position, stream, firstRevision + index, id, type, recordedAt, data, metadata);
    }
    return {
      kind: 'done',
      firstRevision,
      lastRevision: (firstRevision + events.length - 1) as Revision,
      position: this.#position as Position,
      recordedAt,
      repeated: false,
    };
  }

  #keepType(type: string): void {
    if (this.#types.has(type)) return;
    this.#insertType.run(type);
    this.#newTypes.push(type);
  }
}
