import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { EvidenceFormatError } from './evidence-format.error.js';
import { LedgerKeysError } from './ledger.errors.js';
import {
  generateSignerKey,
  NOTE_ALGORITHM,
  parseSignerKey,
  parseVerifierKey,
  signerKeyText,
  type NoteSignerKey,
  type NoteVerifierKey,
} from './note-key.js';

/** The name of the log, and the keys that it signs with. */
export interface LedgerKeys {
  /** First line of every checkpoint of the log. */
  readonly origin: string;
  /** Signs. */
  readonly active: NoteSignerKey;
  /** Those that what was signed so far can be checked with, the active one first. */
  readonly verifiers: readonly NoteVerifierKey[];
}

const PRIVATE = 'PRIVATE+KEY+';

/**
 * Keys as a file or a variable holds them, one to a line: the signing key that is active, as Go's note package writes it
 * (`PRIVATE+KEY+<name>+<id>+<key>`), and below it keys that signed before, whole or as verifier keys. Lines that begin
 * with `#` are notes.
 * @param origin of the checkpoints; the name of the active key when it is left out
 * @throws LedgerKeysError, which never repeats a key
 */
export function parseLedgerKeys(text: string, origin?: string): LedgerKeys {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const keys = lines.map((line, index) => parseKey(line, index + 1));
  const [active] = keys;
  if (active === undefined || !('privateKey' in active)) {
    throw new LedgerKeysError('The first key of the evidence ledger must be a signing key: PRIVATE+KEY+…');
  }
  if (keys.some(({ algorithm }) => algorithm !== NOTE_ALGORITHM.ed25519)) {
    throw new LedgerKeysError('The keys of the evidence ledger must be Ed25519 keys for notes, not for cosignatures.');
  }
  const name = origin ?? active.name;
  if (!/^[^\s\p{Cc}]{1,200}$/u.test(name)) {
    throw new LedgerKeysError('The origin of the evidence ledger must have 1 to 200 characters and no spaces.');
  }
  return { origin: name, active, verifiers: keys.map(publicSideOf) };
}

/**
 * The key of a data folder, made once: for trials. In production the key is configured, and kept apart from the data.
 * @param ledgerFile what it signs; where that is there already, the key must be too, for another one makes another log
 * @throws LedgerKeysError
 */
export function localLedgerKeys(file: string, ledgerFile: string): LedgerKeys {
  if (!existsSync(file)) {
    if (existsSync(ledgerFile)) throw new LedgerKeysError(missingKey(file, ledgerFile));
    // A name that no other log has: a witness takes two logs of one name for a fork.
    const name = `localhost/concordat/${randomBytes(4).toString('hex')}`;
    create(file, `${signerKeyText(generateSignerKey(name, NOTE_ALGORITHM.ed25519))}\n`);
  }
  try {
    return parseLedgerKeys(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof LedgerKeysError)) throw error;
    throw new LedgerKeysError(
      `The file ${file} does not hold the key of the evidence ledger. Put it back from a backup. (${error.message})`,
    );
  }
}

function missingKey(file: string, ledgerFile: string): string {
  return (
    `The key of the evidence ledger ${ledgerFile} is missing. Name it in CONCORDAT_EVIDENCE_KEY_FILE, as for the service ` +
    `that wrote it, or put ${file} back from a backup. If it is lost for ever, move ${ledgerFile} away: the ledger is ` +
    'then built anew under another key and name.'
  );
}

function parseKey(line: string, number: number): NoteSignerKey | NoteVerifierKey {
  try {
    return line.startsWith(PRIVATE) ? parseSignerKey(line) : parseVerifierKey(line);
  } catch (error) {
    if (!(error instanceof EvidenceFormatError)) throw error;
    throw new LedgerKeysError(`Key ${number} of the evidence ledger cannot be used: ${error.message}`);
  }
}

function publicSideOf({ name, keyId, algorithm, publicKey }: NoteVerifierKey): NoteVerifierKey {
  return { name, keyId, algorithm, publicKey };
}

/** Under another name first: a crash never leaves half a key. */
function create(file: string, text: string): void {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}
