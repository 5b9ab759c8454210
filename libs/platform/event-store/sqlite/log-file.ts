import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { EventLogFormatError, SqliteUnsuitableError } from './sqlite-event-store.errors.js';
import { APPLICATION_ID, FORMAT_VERSION, SCHEMA, UPGRADES } from './log-schema.js';

/** Earlier versions can corrupt a database in WAL mode (https://sqlite.org/wal.html#walresetbug). */
const OLDEST_SQLITE = [3, 51, 3] as const;
/** The value of `PRAGMA synchronous` for FULL: each commit waits until the disk has it. */
const SYNCHRONOUS_FULL = 2;
/**
 * Pages of the writer's connection that stay in memory, in kibibytes. Event ids are spread at random over their index:
 * with SQLite's 2 MB most of them would be read from the file again.
 */
const CACHE_KIBIBYTES = 16 * 1024;
/** After a burst, the write-ahead log is cut back to this many bytes. */
const JOURNAL_SIZE_LIMIT = 64 * 1024 * 1024;

export interface WritableLog {
  readonly database: Database.Database;
  readonly installationId: string;
}

export interface WritableLogOptions {
  readonly file: string;
  /** The log may not grow beyond this many pages of 4,096 bytes; appends are then refused as on a full disk. */
  readonly maximumPages?: number;
}

/**
 * Opens the log for writing, creates it when the file is new or empty, and upgrades it when an older version wrote it.
 *
 * @throws EventLogFormatError the file is not an event log, or a newer version wrote it; it is left as it was
 * @throws SqliteUnsuitableError
 */
export function openWritableLog({ file, maximumPages }: WritableLogOptions): WritableLog {
  const database = new Database(file);
  try {
    assertSqliteVersion(database);
    const version = formatVersion(database, file);
    makeDurable(database, file);
    if (version === undefined) create(database);
    else upgrade(database, version);
    if (maximumPages !== undefined) database.pragma(`max_page_count = ${maximumPages}`);
    assertDurable(database, file);
    return { database, installationId: installationId(database) };
  } catch (error) {
    database.close();
    throw isSqliteError(error) && error.code === 'SQLITE_NOTADB' ? notAnEventLog(file) : error;
  }
}

function notAnEventLog(file: string): EventLogFormatError {
  return new EventLogFormatError(
    `The file ${file} is not a Concordat event log. It was left as it is. Move it away, or choose another data folder.`,
  );
}

function assertSqliteVersion(database: Database.Database): void {
  const version = database.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '';
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor, oldestPatch] = OLDEST_SQLITE;
  const difference = major - oldestMajor || minor - oldestMinor || patch - oldestPatch;
  if (difference >= 0) return;
  throw new SqliteUnsuitableError(
    `SQLite ${version} is too old for the event log: ${OLDEST_SQLITE.join('.')} or later is needed. Install the dependencies again.`,
  );
}

/**
 * `undefined` when there is nothing in the file yet. Only reads, so that a file that is not ours stays untouched.
 * @throws EventLogFormatError
 */
function formatVersion(database: Database.Database, file: string): number | undefined {
  const applicationId = database.pragma('application_id', { simple: true });
  const objects = database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (applicationId === 0 && objects === 0) return undefined;
  if (applicationId !== APPLICATION_ID) throw notAnEventLog(file);
  const version = database.prepare<[], number>('SELECT format_version FROM log').pluck().get();
  if (version !== undefined && version >= 1 && version <= FORMAT_VERSION) return version;
  throw new EventLogFormatError(
    `The event log ${file} has format version ${version}, but this version of Concordat reads format versions up to ${FORMAT_VERSION}. ` +
      'Start the version of Concordat that wrote it, or a later one.',
  );
}

function makeDurable(database: Database.Database, file: string): void {
  const mode = database.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') {
    throw new SqliteUnsuitableError(
      `The event log ${file} cannot use a write-ahead log (journal mode ${String(mode)}). Its file system may not support it: use a local disk.`,
    );
  }
  database.pragma('synchronous = FULL');
  database.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
  database.pragma(`journal_size_limit = ${JOURNAL_SIZE_LIMIT}`);
  // The writer runs its own checkpoints: SQLite's automatic ones hide their errors.
  database.pragma('wal_autocheckpoint = 0');
}

function create(database: Database.Database): void {
  database
    .transaction(() => {
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.exec(SCHEMA);
      database
        .prepare('INSERT INTO log (only_row, format_version, installation_id, created_at) VALUES (1, ?, ?, ?)')
        .run(FORMAT_VERSION, randomUUID(), new Date().toISOString());
    })
    .immediate();
}

function upgrade(database: Database.Database, from: number): void {
  for (let version = from + 1; version <= FORMAT_VERSION; version += 1) {
    database
      .transaction(() => {
        database.exec(UPGRADES[version] ?? '');
        database.prepare('UPDATE log SET format_version = ?').run(version);
      })
      .immediate();
  }
}

/**
 * better-sqlite3 is compiled so that WAL databases fall back to NORMAL at the first transaction unless FULL was
 * asked for: so ask after a transaction, not before.
 */
function assertDurable(database: Database.Database, file: string): void {
  database.transaction(() => undefined).immediate();
  const synchronous = database.pragma('synchronous', { simple: true });
  if (synchronous === SYNCHRONOUS_FULL) return;
  throw new SqliteUnsuitableError(
    `The event log ${file} runs with PRAGMA synchronous = ${String(synchronous)} instead of FULL: an acknowledged append could be lost.`,
  );
}

function installationId(database: Database.Database): string {
  const id = database.prepare<[], string>('SELECT installation_id FROM log').pluck().get();
  if (id === undefined) throw new EventLogFormatError(`The event log ${database.name} has no installation id.`);
  return id;
}

export interface SqliteError {
  /** Extended result code, for example `SQLITE_IOERR_FSYNC`. */
  readonly code: string;
  readonly message: string;
}

/**
 * Told by its code: the library makes its errors where it was loaded first, so that in another realm of the same
 * process, as test runners have them, they are no instances of `Error`.
 */
export function isSqliteError(error: unknown): error is SqliteError {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('SQLITE_')
  );
}
