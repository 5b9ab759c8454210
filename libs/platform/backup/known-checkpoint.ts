import { readFileSync } from 'node:fs';
import { EvidenceFormatError, parseCheckpoint, parseNote, verifyNote, type LedgerKeys } from '#platform/ledger';
import { BackupError } from './backup.errors.js';
import type { KnownCheckpoint } from './checkpoint-in.js';

/**
 * A checkpoint of the log that is kept apart from it, as a witness or an auditor keeps it.
 * @throws BackupError when the file is none, or none of this log
 */
export function readKnownCheckpoint(file: string, { origin, verifiers }: LedgerKeys): KnownCheckpoint {
  try {
    const note = readFileSync(file, 'utf8');
    const parsed = parseNote(note);
    const checkpoint = parseCheckpoint(parsed.text);
    if (checkpoint.origin !== origin) {
      throw new BackupError(`The checkpoint in ${file} is of the log ${checkpoint.origin}, not of ${origin}.`);
    }
    if (verifyNote(parsed, verifiers).length === 0) {
      throw new BackupError(`The checkpoint in ${file} is not signed by a key of this log.`);
    }
    return { size: checkpoint.size, root: checkpoint.root, note };
  } catch (error) {
    if (error instanceof BackupError) throw error;
    if (!(error instanceof EvidenceFormatError) && !isFileError(error)) throw error;
    throw new BackupError(`The known checkpoint cannot be read from ${file}: ${error.message}`);
  }
}

function isFileError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
