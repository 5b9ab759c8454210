import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { lockDataFolder, type LockedDataFolder } from '#platform/event-store';
import {
  EvidenceFormatError,
  generateSignerKey,
  NOTE_ALGORITHM,
  parseSignerKey,
  parseVerifierKey,
  signerKeyText,
  verifierKeyText,
  type NoteSignerKey,
  type NoteVerifierKey,
} from '#platform/ledger';
import { WitnessStore, WitnessStoreError } from './witness-store.js';

const KEY_FILE = 'witness.key';
const LOGS_FILE = 'logs.txt';
const STORE_FILE = 'witness.db';

const LOGS_HEADER = `# The logs that this witness watches: one verifier key on each line.
# A log that changes its key has a line for each; its name, before the first +, stays the same.
`;

/** A witness's folder: its key, the logs it watches, and what it cosigned last. */
export interface WitnessFolder {
  readonly key: NoteSignerKey;
  readonly logKeys: readonly NoteVerifierKey[];
  readonly store: WitnessStore;
  close(): void;
}

export interface NewWitness {
  readonly folder: string;
  /** A schema-less URL that names the witness, such as `witness.hse.example`. */
  readonly name: string;
  /** Verifier keys of the logs to watch. */
  readonly logs: readonly string[];
}

/**
 * Makes a witness: once, for its key and its memory belong together for ever.
 * @returns the witness's verifier key, for the policies of those who trust it
 * @throws WitnessStoreError when the folder holds a witness already, or a log's key is none
 */
export function createWitness({ folder, name, logs }: NewWitness): string {
  const files = filesIn(folder);
  for (const file of Object.values(files)) {
    if (existsSync(file)) throw new WitnessStoreError(`There is a witness in ${folder} already: ${file}.`);
  }
  const key = worded('The name', () => generateSignerKey(name, NOTE_ALGORITHM.cosignature));
  const text = `${LOGS_HEADER}${logs.map((log) => `${log}\n`).join('')}`;
  parseLogKeys(logs.join('\n'), 'The keys of logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockDataFolder(folder);
  try {
    WitnessStore.create(files.store).close();
    writeDurably(files.logs, text, 0o644);
    // Last: a folder that has a key is whole.
    writeDurably(files.key, `${signerKeyText(key)}\n`, 0o600);
  } finally {
    lock.release();
  }
  return verifierKeyText(key);
}

/** @throws WitnessStoreError, DataFolderInUseError */
export function openWitness(folder: string): WitnessFolder {
  const files = filesIn(folder);
  const key = readKey(files.key, folder);
  const logKeys = parseLogKeys(readText(files.logs), files.logs);
  const lock: LockedDataFolder = lockDataFolder(folder);
  try {
    const store = WitnessStore.open(files.store);
    return {
      key,
      logKeys,
      store,
      close: () => {
        store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** To look at a witness that may be serving: nothing is locked and nothing written. */
export function readWitness(folder: string): WitnessFolder {
  const files = filesIn(folder);
  const key = readKey(files.key, folder);
  const logKeys = parseLogKeys(readText(files.logs), files.logs);
  const store = WitnessStore.openToRead(files.store);
  return { key, logKeys, store, close: () => store.close() };
}

/** @throws WitnessStoreError naming the line that is wrong */
export function parseLogKeys(text: string, file: string): readonly NoteVerifierKey[] {
  const keys: NoteVerifierKey[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const key = worded(`${file}, line ${index + 1}`, () => parseVerifierKey(line.trim()));
    if (key.algorithm !== NOTE_ALGORITHM.ed25519) {
      throw new WitnessStoreError(`${file}, line ${index + 1}: this is the key of a witness, not of a log.`);
    }
    keys.push(key);
  }
  if (keys.length === 0) throw new WitnessStoreError(`${file} names no log: a witness has something to watch.`);
  return keys;
}

function filesIn(folder: string) {
  const at = (name: string) => join(resolve(folder), name);
  return { key: at(KEY_FILE), logs: at(LOGS_FILE), store: at(STORE_FILE) };
}

function readKey(file: string, folder: string): NoteSignerKey {
  if (!existsSync(file)) {
    throw new WitnessStoreError(`There is no witness in ${folder}. Make one: concordat witness init.`);
  }
  const key = worded(file, () => parseSignerKey(readText(file).trim()));
  if (key.algorithm === NOTE_ALGORITHM.cosignature) return key;
  throw new WitnessStoreError(`${file}: this is the key of a log, not of a witness.`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new WitnessStoreError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function worded<Result>(where: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof EvidenceFormatError) throw new WitnessStoreError(`${where}: ${error.message}`);
    throw error;
  }
}

/** Under another name first: a crash never leaves half a file. */
function writeDurably(file: string, text: string, mode: number): void {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w', mode);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  const folder = openSync(resolve(file, '..'), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
