import Database from 'better-sqlite3';
import { START, type Position } from '../event-store.port.js';
import { EventLogFormatError } from './sqlite-event-store.errors.js';
import { APPLICATION_ID, FORMAT_VERSION, SCHEMA } from './log-schema.js';

/** Most faults of the file that SQLite is asked to name. */
const MOST_FILE_FAULTS = 20;

export interface LogFacts {
  readonly installationId: string;
  readonly formatVersion: number;
  readonly createdAt: string;
  /** `START` when the log is empty. */
  readonly head: Position;
  readonly lastRecordedAt: string | undefined;
}

/** How many records the table and its two indexes say there are; they agree in a sound log, and are the head. */
export interface LogCounts {
  readonly first: number;
  readonly head: number;
  readonly byId: number;
  readonly byStream: number;
}

/** What stands in the columns of a record: of any kind, because a damaged file may hold anything. */
export interface RawRecord {
  readonly position: number;
  readonly stream: unknown;
  readonly revision: unknown;
  readonly id: unknown;
  readonly type: unknown;
  readonly recordedAt: unknown;
  readonly data: unknown;
  readonly metadata: unknown;
}

/**
 * A log file opened to look at it or to copy it, beside whoever writes it: it changes nothing. Every method may throw
 * what SQLite throws when the file is damaged.
 */
export class LogInspection {
  readonly #database: Database.Database;
  readonly #records: Database.Statement<[from: number, to: number], RawRecord>;
  readonly #positionOfId: Database.Statement<[string], number>;
  readonly #positionOfRevision: Database.Statement<[string, number], number>;

  /** @throws EventLogFormatError the file is no event log, or a newer version wrote it */
  constructor(readonly file: string) {
    this.#database = new Database(file, { readonly: true, fileMustExist: true });
    try {
      this.#requireLog();
      this.#records = this.#database.prepare<[number, number], RawRecord>(
        `SELECT position, stream, revision, id, type, recorded_at AS recordedAt, data, metadata
           FROM events NOT INDEXED WHERE position BETWEEN ? AND ? ORDER BY position`,
      );
      this.#positionOfId = this.#pluck<[string]>('SELECT position FROM events WHERE id = ?');
      this.#positionOfRevision = this.#pluck<[string, number]>(
        'SELECT position FROM events WHERE stream = ? AND revision = ?',
      );
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  facts(): LogFacts {
    const row = this.#database
      .prepare<[], Omit<LogFacts, 'head' | 'lastRecordedAt'>>(
        'SELECT installation_id AS installationId, format_version AS formatVersion, created_at AS createdAt FROM log',
      )
      .get();
    if (row === undefined) throw new EventLogFormatError(`The event log ${this.file} does not say which log it is.`);
    const last = this.#database
      .prepare<[], { position: Position; recordedAt: string }>(
        'SELECT position, recorded_at AS recordedAt FROM events ORDER BY position DESC LIMIT 1',
      )
      .get();
    return { ...row, head: last?.position ?? START, lastRecordedAt: last?.recordedAt };
  }

  /** At one moment, while others write. Reads the indexes, not the records. */
  counts(): LogCounts {
    const number = (query: string): number => this.#pluck<[]>(query).get() ?? 0;
    const counts = this.#database.transaction(() => ({
      first: number('SELECT min(position) FROM events'),
      head: number('SELECT max(position) FROM events'),
      byId: number('SELECT count(*) FROM events INDEXED BY sqlite_autoindex_events_1'),
      byStream: number('SELECT count(*) FROM events INDEXED BY sqlite_autoindex_events_2'),
    }));
    return counts.deferred();
  }

  /** What SQLite finds wrong with the structure of the whole file; reads all of it. */
  fileFaults(): string[] {
    const found = this.#database
      .prepare<[], string>(`PRAGMA integrity_check(${MOST_FILE_FAULTS})`)
      .pluck()
      .all()
      .flatMap((text) => text.split('\n'));
    return found.filter((text) => text !== 'ok' && text !== '');
  }

  /** Whether the file has the format of this version; an older one is upgraded when it is opened for writing. */
  get isCurrent(): boolean {
    return this.facts().formatVersion === FORMAT_VERSION;
  }

  /** Tables, indexes and triggers that are not as this version makes them: without them the log is not guarded. */
  schemaFaults(): string[] {
    const own = objectsOf(this.#database);
    const expected = expectedObjects();
    const names = new Set([...expected.keys(), ...own.keys()]);
    return [...names].filter((name) => own.get(name) !== expected.get(name));
  }

  records(from: number, to: number): RawRecord[] {
    return this.#records.all(from, to);
  }

  /** Where the index of ids says that this event is. */
  positionOfId(id: string): number | undefined {
    return this.#positionOfId.get(id);
  }

  /** Where the index of streams says that this revision is. */
  positionOfRevision(stream: string, revision: number): number | undefined {
    return this.#positionOfRevision.get(stream, revision);
  }

  types(): string[] {
    return this.#database.prepare<[], string>('SELECT type FROM event_types').pluck().all();
  }

  /** The last event that was recorded at this time or before; `START` when there is none. */
  lastPositionBy(time: string): Position {
    const [first, last] = [this.counts().first, this.counts().head];
    let [low, high] = [first - 1, last];
    const recordedAt = this.#database
      .prepare<[number], string>('SELECT recorded_at FROM events WHERE position = ?')
      .pluck();
    // `recorded_at` never decreases with the position, and there is no index on it.
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((recordedAt.get(middle) ?? '') <= time) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, START) as Position;
  }

  close(): void {
    this.#database.close();
  }

  #pluck<Parameters extends unknown[]>(query: string): Database.Statement<Parameters, number> {
    return this.#database.prepare<Parameters, number>(query).pluck();
  }

  #requireLog(): void {
    const applicationId = this.#database.pragma('application_id', { simple: true });
    if (applicationId !== APPLICATION_ID) {
      throw new EventLogFormatError(`The file ${this.file} is not a Concordat event log.`);
    }
    const version = this.#pluck<[]>('SELECT format_version FROM log').get();
    if (version !== undefined && version >= 1 && version <= FORMAT_VERSION) return;
    throw new EventLogFormatError(
      `The event log ${this.file} has format version ${version}, but this version of Concordat reads format versions up to ${FORMAT_VERSION}.`,
    );
  }
}

const SCHEMA_OBJECTS = 'SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL';

function objectsOf(database: Database.Database): Map<string, string> {
  const rows = database.prepare<[], { readonly name: string; readonly sql: string }>(SCHEMA_OBJECTS).all();
  return new Map(rows.map(({ name, sql }) => [name, sql]));
}

function expectedObjects(): Map<string, string> {
  const database = new Database(':memory:');
  try {
    database.exec(SCHEMA);
    return objectsOf(database);
  } finally {
    database.close();
  }
}
