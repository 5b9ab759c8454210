import { existsSync } from 'node:fs';
import { EvidenceFormatError, LedgerInspection, parseCheckpoint, parseNote, type Hash } from '#platform/ledger';

/** A checkpoint that somebody kept: the log must go on from it. */
export interface KnownCheckpoint {
  readonly size: number;
  readonly root: Hash;
  /** The signed note. */
  readonly note: string;
}

/** The newest checkpoint in a ledger's file; undefined when there is none, or it cannot be read. */
export function checkpointIn(file: string): KnownCheckpoint | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const ledger = new LedgerInspection(file);
    try {
      return ledger.checkpoint();
    } finally {
      ledger.close();
    }
  } catch {
    // A ledger that is damaged or of another kind is evidence of nothing, and is built anew.
    return undefined;
  }
}

/** The checkpoint in a signed note. Its signatures are not checked. */
export function parsedCheckpoint(note: string | null): KnownCheckpoint | undefined {
  if (note === null) return undefined;
  try {
    const { size, root } = parseCheckpoint(parseNote(note).text);
    return { size, root, note };
  } catch (error) {
    if (!(error instanceof EvidenceFormatError)) throw error;
    return undefined;
  }
}

export function newest(...checkpoints: readonly (KnownCheckpoint | undefined)[]): KnownCheckpoint | undefined {
  return checkpoints.reduce((one, other) => ((other?.size ?? -1) > (one?.size ?? -1) ? other : one), undefined);
}
