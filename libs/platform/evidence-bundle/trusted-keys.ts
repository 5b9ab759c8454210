import {
  EvidenceFormatError,
  NOTE_ALGORITHM,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyNote,
  type Checkpoint,
  type NoteVerifierKey,
  type SignedNote,
  type VerifiedSignature,
} from '#platform/ledger';
import { faulty } from './evidence-fault.js';

/** A checkpoint whose signature by the log was checked. */
export interface VerifiedCheckpoint extends Checkpoint {
  /** The signed note as it is. */
  readonly note: string;
  readonly signedBy: readonly string[];
  /** Cosignatures that hold, by keys that are trusted. */
  readonly witnesses: readonly VerifiedSignature[];
}

/** Verifier keys, one a line; lines that begin with # are comments. @throws FaultFound */
export function parseKeyFile(text: string, place: string): readonly NoteVerifierKey[] {
  return text.split('\n').flatMap((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    return [inFormat(`${place}, line ${index + 1}`, () => parseVerifierKey(trimmed))];
  });
}

/** @throws FaultFound unless one of these keys of the log has signed, and each signature that names a known key holds */
export function verifyCheckpoint(text: string, keys: readonly NoteVerifierKey[], place: string): VerifiedCheckpoint {
  const [note, checkpoint] = inFormat(place, () => {
    const parsed = parseNote(text);
    return [parsed, parseCheckpoint(parsed.text)] as const;
  });
  const verified = verifiedSignatures(note, keys, place);
  const own = verified.filter(({ key }) => maySignFor(checkpoint.origin, key, keys));
  if (own.length === 0) throw foreign(note, checkpoint, keys, place);
  return {
    ...checkpoint,
    note: text,
    signedBy: own.map(({ key }) => `${key.name}+${key.keyId}`),
    witnesses: verified.filter(({ key }) => key.algorithm === NOTE_ALGORITHM.cosignature),
  };
}

/** Where a trusted key bears the log's name, no key of another log can speak for it. */
function maySignFor(origin: string, key: NoteVerifierKey, trusted: readonly NoteVerifierKey[]): boolean {
  if (key.algorithm !== NOTE_ALGORITHM.ed25519) return false;
  const isNamed = trusted.some(({ name, algorithm }) => name === origin && algorithm === NOTE_ALGORITHM.ed25519);
  return key.name === origin || !isNamed;
}

function verifiedSignatures(note: SignedNote, keys: readonly NoteVerifierKey[], place: string) {
  try {
    return verifyNote(note, keys);
  } catch (error) {
    if (error instanceof EvidenceFormatError) throw faulty('SIGNATURE_INVALID', place, error.message);
    throw error;
  }
}

function foreign({ signatures }: SignedNote, { origin }: Checkpoint, keys: readonly NoteVerifierKey[], place: string) {
  const signers = signatures.map(({ name, keyId }) => `${name} (key ${keyId})`).join(', ');
  const trusted = keys
    .filter(({ algorithm }) => algorithm === NOTE_ALGORITHM.ed25519)
    .map(({ name, keyId }) => `${name} (key ${keyId})`);
  return faulty(
    'KEY_FOREIGN',
    place,
    `It is for the log ${origin} and signed by ${signers}, none of which is a trusted key of that log: ` +
      `${trusted.length === 0 ? 'there is none' : trusted.join(', ')}.`,
  );
}

/** Turns what is wrong with a format into a fault with its place. */
export function inFormat<Result>(place: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof EvidenceFormatError) throw faulty('FILE_MALFORMED', place, error.message);
    throw error;
  }
}
