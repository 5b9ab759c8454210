import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { isSqliteError } from './log-file.js';
import { DataFolderInUseError, DataFolderNotWritableError } from './sqlite-event-store.errors.js';

const LOCK_FILE = 'lock';

export interface LockedDataFolder {
  /** Absolute. */
  readonly path: string;
  release(): void;
}

/**
 * Creates the folder when it is not there and takes it for this process. The lock is one that SQLite takes from
 * the operating system, which frees it however the process ends: there is no stale lock to clear away.
 *
 * @throws DataFolderInUseError
 * @throws DataFolderNotWritableError
 */
export function lockDataFolder(path: string): LockedDataFolder {
  const folder = resolve(path);
  makeWritable(folder);
  const lock = takeLock(folder);
  return { path: folder, release: () => lock.close() };
}

function makeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (!statSync(folder).isDirectory()) throw new DataFolderNotWritableError(folder, 'it is not a folder');
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw notWritable(folder, error);
  }
}

function takeLock(folder: string): Database.Database {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(join(folder, LOCK_FILE), { timeout: 0 });
    // Exclusive locking mode with a rollback journal keeps the lock of the first exclusive transaction.
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE; COMMIT');
    return lock;
  } catch (error) {
    lock?.close();
    if (isSqliteError(error) && error.code.startsWith('SQLITE_BUSY')) throw new DataFolderInUseError(folder);
    throw notWritable(folder, error);
  }
}

function notWritable(folder: string, error: unknown): DataFolderNotWritableError {
  if (error instanceof DataFolderNotWritableError) return error;
  const reason = isSqliteError(error) || error instanceof Error ? error.message : String(error);
  return new DataFolderNotWritableError(folder, reason);
}
