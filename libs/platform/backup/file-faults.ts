import { isSqliteError } from '#platform/event-store';
import { BackupError } from './backup.errors.js';

/**
 * Runs work on files; what the disk or a damaged file makes of it is said to the operator instead of being a fault of the
 * program.
 * @param doing what was being done, for example `The backup was not made`
 * @throws BackupError
 */
export function saying<Result>(doing: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new BackupError(`${doing}: ${reason}`, { cause: error });
  }
}

function reasonOf(error: unknown): string | undefined {
  // By their shape: where a program runs in several realms, the errors of the file system are of another one.
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return undefined;
  if (error.code === 'ENOSPC' || error.code === 'SQLITE_FULL') return 'the disk is full. What was begun was removed.';
  return isSqliteError(error) || 'syscall' in error ? `${String(error.message)}.` : undefined;
}
