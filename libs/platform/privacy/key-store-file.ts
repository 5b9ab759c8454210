import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { StorageFullError } from '#platform/event-store';
import { KeyStoreBusyError, KeyStoreClosedError, KeyStoreFaultError, KeyStoreFormatError } from './key-store.errors.js';
import { APPLICATION_ID, FORMAT_VERSION, SCHEMA } from './key-store-schema.js';

const synced = promisify(fdatasync);

/**
 * The file of the key store, and when what was written is on the disk. A commit only writes to the write-ahead log;
 * that is synced here, off the event loop where somebody waits for it, so that one sync serves many.
 */
export class KeyStoreFile {
  readonly database: Database.Database;
  readonly storeId: string;
  readonly #log: number;
  #fault: KeyStoreFaultError | undefined;
  #isClosed = false;

  /** @throws KeyStoreFormatError */
  constructor(
    readonly file: string,
    private readonly onFault: (fault: KeyStoreFaultError) => void = () => undefined,
  ) {
    this.database = new Database(file);
    try {
      this.#prepare();
      this.storeId = this.database.prepare<[], string>('SELECT id FROM store').pluck().get() ?? '';
      this.truncate();
      // A write, so that the write-ahead log is there; then a sync of the folder that holds its name.
      this.database.prepare('UPDATE store SET opened_at = ?').run(new Date().toISOString());
      this.#log = openSync(`${file}-wal`, 'r+');
    } catch (error) {
      this.database.close();
      throw sqliteCode(error) === 'SQLITE_NOTADB' ? notAKeyStore(file) : error;
    }
    this.syncNow();
    syncFolder(dirname(file));
  }

  /** One transaction. @throws StorageFullError, KeyStoreFaultError */
  write<Result>(work: () => Result): Result {
    this.requireUsable();
    try {
      return this.database.transaction(work).immediate();
    } catch (error) {
      throw this.#judged(error);
    }
  }

  /** @throws KeyStoreFaultError */
  read<Result>(work: () => Result): Result {
    this.requireUsable();
    try {
      return work();
    } catch (error) {
      throw this.#judged(error);
    }
  }

  /** Resolves when everything committed so far is on the disk. */
  async sync(): Promise<void> {
    try {
      await synced(this.#log);
    } catch (error) {
      // What the disk holds is not known any more, and a second sync might wrongly succeed.
      throw this.#fail(error);
    }
  }

  /** As `sync`, for what must be on the disk before anything else happens. */
  syncNow(): void {
    try {
      fdatasyncSync(this.#log);
    } catch (error) {
      throw this.#fail(error);
    }
  }

  /**
   * Takes what was overwritten out of the files: the write-ahead log holds pages as they were.
   * @throws KeyStoreBusyError
   */
  truncate(): void {
    const [outcome] = this.database.pragma('wal_checkpoint(TRUNCATE)') as [{ readonly busy: number }];
    if (outcome.busy !== 0) throw busy(this.file);
  }

  requireUsable(): void {
    if (this.#isClosed) throw new KeyStoreClosedError();
    if (this.#fault) throw this.#fault;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#log);
    this.database.close();
  }

  #prepare(): void {
    const { database, file } = this;
    const applicationId = database.pragma('application_id', { simple: true });
    const objects = database.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
    const isNew = applicationId === 0 && objects === 0;
    if (!isNew && applicationId !== APPLICATION_ID) throw notAKeyStore(file);
    if (!isNew) requireKnownFormat(database, file);
    chmodSync(file, 0o600);
    database.pragma('journal_mode = WAL');
    // Commits write to the write-ahead log; `sync` puts it on the disk.
    database.pragma('synchronous = NORMAL');
    database.pragma('secure_delete = ON');
    database.pragma('temp_store = MEMORY');
    // Waiting holds up the event loop; who is told that the store is busy tries again.
    database.pragma('busy_timeout = 500');
    if (!isNew) return;
    database.transaction(() => {
      database.exec(SCHEMA);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      const now = new Date().toISOString();
      database.prepare('INSERT INTO store VALUES (1, ?, ?, ?, ?)').run(FORMAT_VERSION, randomUUID(), now, now);
    })();
  }

  #judged(error: unknown): unknown {
    const code = sqliteCode(error);
    if (code === undefined) return error;
    if (code === 'SQLITE_FULL') return new StorageFullError('key store');
    if (code.startsWith('SQLITE_BUSY')) return busy(this.file);
    return this.#fail(error);
  }

  #fail(cause: unknown): KeyStoreFaultError {
    if (this.#fault) return this.#fault;
    this.#fault = new KeyStoreFaultError(this.file, cause);
    this.onFault(this.#fault);
    return this.#fault;
  }
}

/** By its code: where a program loads the driver twice, there are two classes of its errors. */
/** By the code and not by the class, of which there is one per JavaScript realm but which the addon knows once. */
function sqliteCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string')
    return undefined;
  return error.code.startsWith('SQLITE_') ? error.code : undefined;
}

function busy(file: string): KeyStoreBusyError {
  return new KeyStoreBusyError(
    `Another process holds the key store ${file}. Until it lets go, an erasure is not complete: what was erased may ` +
      'still stand in the write-ahead log. End that process, then try again.',
  );
}

function notAKeyStore(file: string): KeyStoreFormatError {
  return new KeyStoreFormatError(`The file ${file} is not a Concordat key store. It was left as it is.`);
}

function requireKnownFormat(database: Database.Database, file: string): void {
  const version = database.prepare<[], number>('SELECT format_version FROM store').pluck().get();
  if (version === FORMAT_VERSION) return;
  throw new KeyStoreFormatError(
    `The key store ${file} has format ${version ?? 'unknown'}; this version of Concordat reads format ` +
      `${FORMAT_VERSION}. Start the version that wrote it, or a later one.`,
  );
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
