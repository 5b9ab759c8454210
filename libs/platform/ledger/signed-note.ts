import { sign, verify } from 'node:crypto';
import { fromBase64, toBase64 } from './base64.js';
import { EvidenceFormatError } from './evidence-format.error.js';
import { NOTE_ALGORITHM, isNoteKeyName, type NoteSignerKey, type NoteVerifierKey } from './note-key.js';

/** A line below a note (C2SP signed-note): who says to have signed it, unchecked. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

export interface SignedNote {
  /** Ends with a line break. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A signature that was checked; `time` is when a witness signed, in seconds since 1970. */
export interface VerifiedSignature {
  readonly key: NoteVerifierKey;
  readonly time?: number;
}

const SEPARATOR = '\n\n';
const MARK = '— ';
const KEY_ID_BYTES = 4;
const TIME_BYTES = 8;
/** Checkpoints and their signatures are far smaller; whoever sends more wants to keep us busy. */
const MOST_BYTES = 1_000_000;
const MOST_SIGNATURES = 100;

/** @throws EvidenceFormatError */
export function parseNote(note: string): SignedNote {
  if (Buffer.byteLength(note) > MOST_BYTES) throw new EvidenceFormatError('The note is too long.');
  if (!note.isWellFormed() || /[^\P{Cc}\n]/u.test(note)) {
    throw new EvidenceFormatError('The note holds characters that no note may hold.');
  }
  const end = note.lastIndexOf(SEPARATOR);
  if (end === -1) throw new EvidenceFormatError('The note has no blank line before its signatures.');
  const lines = note.slice(end + SEPARATOR.length);
  if (!lines.endsWith('\n')) throw new EvidenceFormatError('The note has no signature, or its last line does not end.');
  const signatures = lines.slice(0, -1).split('\n');
  if (signatures.length > MOST_SIGNATURES)
    throw new EvidenceFormatError(`The note has over ${MOST_SIGNATURES} signatures.`);
  return { text: note.slice(0, end + 1), signatures: signatures.map(parseSignature) };
}

export function noteText({ text, signatures }: SignedNote): string {
  return `${text}\n${signatures.map(signatureLine).join('')}`;
}

/** One signature under a note's text. A witness's says when, in seconds since 1970. */
export function signNote(text: string, key: NoteSignerKey, time?: number): NoteSignature {
  if (!text.endsWith('\n')) throw new EvidenceFormatError('The text of a note ends with a line break.');
  const { name, keyId, algorithm, privateKey } = key;
  if (algorithm === NOTE_ALGORITHM.ed25519) return { name, keyId, bytes: sign(null, Buffer.from(text), privateKey) };
  if (time === undefined) throw new EvidenceFormatError('A cosignature says when it was made.');
  const stamp = Buffer.alloc(TIME_BYTES);
  stamp.writeBigUInt64BE(BigInt(time));
  return { name, keyId, bytes: Buffer.concat([stamp, sign(null, cosigned(text, time), privateKey)]) };
}

/**
 * Checks the signatures of those keys that are given; a signature by another key says nothing either way.
 * @returns the signatures that hold
 * @throws EvidenceFormatError when one claims to be by a given key and is not
 */
export function verifyNote(note: SignedNote, keys: readonly NoteVerifierKey[]): readonly VerifiedSignature[] {
  const verified: VerifiedSignature[] = [];
  for (const signature of note.signatures) {
    const key = keys.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    if (!key || verified.some((earlier) => earlier.key === key)) continue;
    const holds = checkSignature(note.text, signature, key);
    if (!holds) throw new EvidenceFormatError(`The signature of ${key.name} (key ${key.keyId}) is not by that key.`);
    verified.push(holds);
  }
  return verified;
}

function checkSignature(text: string, { bytes }: NoteSignature, key: NoteVerifierKey): VerifiedSignature | undefined {
  if (key.algorithm === NOTE_ALGORITHM.ed25519) {
    return verify(null, Buffer.from(text), key.publicKey, bytes) ? { key } : undefined;
  }
  if (bytes.length <= TIME_BYTES) return undefined;
  const time = Number(Buffer.from(bytes).readBigUInt64BE());
  const holds = verify(null, cosigned(text, time), key.publicKey, bytes.subarray(TIME_BYTES));
  return holds && Number.isSafeInteger(time) ? { key, time } : undefined;
}

/** What a witness signs (C2SP tlog-cosignature). */
function cosigned(text: string, time: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}

function parseSignature(line: string): NoteSignature {
  const [name = '', encoded = '', ...rest] = line.startsWith(MARK) ? line.slice(MARK.length).split(' ') : [];
  if (!isNoteKeyName(name) || rest.length > 0) {
    throw new EvidenceFormatError('A line below the note is not "— <name> <signature>".');
  }
  const bytes = fromBase64(encoded, `The signature of ${name}`);
  if (bytes.length <= KEY_ID_BYTES) throw new EvidenceFormatError(`The signature of ${name} is too short.`);
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES).toString('hex'), bytes: bytes.subarray(KEY_ID_BYTES) };
}

/** A signature as a line below a note, with its line break: what a witness answers. */
export function signatureLine({ name, keyId, bytes }: NoteSignature): string {
  return `${MARK}${name} ${toBase64(Buffer.concat([Buffer.from(keyId, 'hex'), bytes]))}\n`;
}

/** @throws EvidenceFormatError */
export function parseSignatureLines(lines: string): readonly NoteSignature[] {
  if (!lines.endsWith('\n')) throw new EvidenceFormatError('The last signature line does not end.');
  return lines.slice(0, -1).split('\n').map(parseSignature);
}
