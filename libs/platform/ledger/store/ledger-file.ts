import Database from 'better-sqlite3';
import { LedgerDamagedError, LedgerFormatError } from '../ledger.errors.js';
import { APPLICATION_ID, FORMAT_VERSION, LOG_TREE, SCHEMA } from './ledger-schema.js';

export interface LedgerFileOptions {
  /** Path of the file, created when it is not there; `:memory:` for a ledger that is gone when it is closed. */
  readonly file: string;
  /** Whether leaf `i` of the log's tree is the event at position `i + 1`. */
  readonly contiguousPositions: boolean;
}

/**
 * Opens the ledger's file. Everything in it follows from the log, so that it need not survive a loss of power at every
 * commit: what is lost is worked out again, with the same hashes.
 * @throws LedgerFormatError when the file is something else, or of another version; LedgerDamagedError; it is left as it was
 */
export function openLedgerFile({ file, contiguousPositions }: LedgerFileOptions): Database.Database {
  const database = new Database(file);
  try {
    const isNew = assertOurs(database, file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    database.pragma('cache_size = -16384');
    // Each checkpoint waits for the disk, on the thread that answers requests: seldom, then.
    database.pragma('wal_autocheckpoint = 4000');
    if (isNew) create(database, contiguousPositions);
    return database;
  } catch (error) {
    database.close();
    throw codeOf(error) === 'SQLITE_NOTADB' ? notALedger(file) : damageIn(file, error);
  }
}

/** By the code and not by the class, of which there is one per JavaScript realm but which the addon knows once. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : undefined;
}

/** What SQLite says of a file that was cut or overwritten, in words that help; anything else as it is. */
export function damageIn(file: string, error: unknown): unknown {
  const code = codeOf(error);
  return code?.startsWith('SQLITE_CORRUPT') ? new LedgerDamagedError(file, `SQLite finds ${code}`) : error;
}

/** @returns true when there is nothing in the file yet */
function assertOurs(database: Database.Database, file: string): boolean {
  const applicationId = database.pragma('application_id', { simple: true });
  const objects = database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (applicationId === 0 && objects === 0) return true;
  if (applicationId !== APPLICATION_ID) throw notALedger(file);
  const version = database.prepare<[], number>('SELECT format_version FROM ledger').pluck().get();
  if (version === FORMAT_VERSION) return false;
  throw new LedgerFormatError(
    `The evidence ledger ${file} has format version ${version}, but this version of Concordat reads ${FORMAT_VERSION}. ` +
      'Start the version of Concordat that wrote it, or move the file away: it is built anew from the log.',
  );
}

function notALedger(file: string): LedgerFormatError {
  return new LedgerFormatError(
    `The file ${file} is not an evidence ledger of Concordat. It was left as it is. Move it away: the ledger is built anew from the log.`,
  );
}

function create(database: Database.Database, contiguousPositions: boolean): void {
  database
    .transaction(() => {
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.exec(SCHEMA);
      database
        .prepare('INSERT INTO ledger (only_row, format_version, position, contiguous) VALUES (1, ?, 0, ?)')
        .run(FORMAT_VERSION, contiguousPositions ? 1 : 0);
      database
        .prepare('INSERT INTO trees (tree, name, size, checkpointed_size) VALUES (?, ?, 0, 0)')
        .run(LOG_TREE, 'log');
    })
    .immediate();
}
