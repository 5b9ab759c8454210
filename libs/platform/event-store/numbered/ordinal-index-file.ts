import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { isSqliteError } from '../sqlite/log-file.js';
import { OrdinalIndexError } from './numbered-event-store.errors.js';
import { APPLICATION_ID, FORMAT_VERSION, SCHEMA } from './ordinal-index.schema.js';

/** Parts of event ids are spread at random over their index: with SQLite's 2 MB most pages would be read again. */
const CACHE_KIBIBYTES = 64 * 1024;

/**
 * Opens the file, which is made when it is not there, and made again when it is damaged or of another version. After a
 * loss of power it may lack the newest events: it follows the log on from there.
 * @throws OrdinalIndexError the file is something else, or another process uses it
 */
export function openOrdinalIndexFile(file: string): Database.Database {
  try {
    return opened(file);
  } catch (error) {
    if (error instanceof OrdinalIndexError) throw error;
    if (!isSqliteError(error)) throw error;
    if (error.code.startsWith('SQLITE_BUSY')) {
      throw new OrdinalIndexError(file, 'another process uses it. Give each process a scratch folder of its own');
    }
    if (error.code === 'SQLITE_NOTADB') throw somethingElse(file);
    if (!error.code.startsWith('SQLITE_CORRUPT')) throw new OrdinalIndexError(file, `SQLite says ${error.message}`);
    remove(file);
    return opened(file);
  }
}

function opened(file: string): Database.Database {
  const database = new Database(file, { timeout: 0 });
  try {
    const found = stateOf(database, file);
    if (found === 'outdated') {
      database.close();
      remove(file);
      return opened(file);
    }
    // One process writes it, and nobody else reads it: the lock says so.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
    // Each checkpoint waits for the disk, on the thread that answers requests: seldom, then.
    database.pragma('wal_autocheckpoint = 4000');
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    if (found === 'empty') create(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function stateOf(database: Database.Database, file: string): 'empty' | 'current' | 'outdated' {
  const applicationId = database.pragma('application_id', { simple: true });
  const objects = database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (applicationId === 0 && objects === 0) return 'empty';
  if (applicationId !== APPLICATION_ID) throw somethingElse(file);
  const version = database.prepare<[], number>('SELECT format_version FROM state').pluck().get();
  return version === FORMAT_VERSION ? 'current' : 'outdated';
}

function create(database: Database.Database): void {
  const make = database.transaction(() => {
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.exec(SCHEMA);
  });
  make.immediate();
}

function somethingElse(file: string): OrdinalIndexError {
  return new OrdinalIndexError(file, 'it is something else. It was left as it is. Choose another scratch folder');
}

function remove(file: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}
