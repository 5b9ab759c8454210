import { ReadModelFaultError, ReadModelsFullError } from '../read-model-database.js';

/**
 * Result codes that a row change can be the reason of: they speak of a statement or a value, not of the storage
 * (https://www.sqlite.org/rescode.html).
 */
const OF_THE_CHANGE = ['SQLITE_CONSTRAINT', 'SQLITE_ERROR', 'SQLITE_MISMATCH', 'SQLITE_RANGE', 'SQLITE_TOOBIG'];
const UNREADABLE = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** The error as the port names it: faults of the storage are told apart from those of an event or a projection. */
export function namedFault(error: unknown): unknown {
  if (error instanceof ReadModelFaultError) return error;
  const code = sqliteCode(error);
  if (code === undefined || OF_THE_CHANGE.some((prefix) => code.startsWith(prefix))) return error;
  return code.startsWith('SQLITE_FULL')
    ? new ReadModelsFullError(code, { cause: error })
    : new ReadModelFaultError(code, { cause: error });
}

/** True when the file itself is damaged, or is no database. */
export function isUnreadableFile(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== undefined && UNREADABLE.some((prefix) => code.startsWith(prefix));
}

/** By the code and not by the class, of which there is one per JavaScript realm but which the addon knows once. */
export function sqliteCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string')
    return undefined;
  return error.code.startsWith('SQLITE_') ? error.code : undefined;
}
