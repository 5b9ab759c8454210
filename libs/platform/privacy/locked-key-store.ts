import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Fences } from './fences.js';
import { KeyStoreFormatError } from './key-store.errors.js';
import { KeyStoreFile } from './key-store-file.js';
import { APPLICATION_ID } from './key-store-schema.js';
import { KeyTable } from './key-table.js';
import type { Fence } from './subject-keys.js';
import { isDestroyed } from './wrapping-keys.js';

/**
 * A key store none of whose keys is opened: fences and destruction need no key-encryption key. For a store that no
 * service uses, such as a backup.
 */
export class LockedKeyStore {
  readonly #file: KeyStoreFile;
  readonly #table: KeyTable;
  readonly #fences: Fences;

  /**
   * Creates the file when it is not there.
   * @throws KeyStoreFormatError
   */
  constructor(
    file: string,
    private readonly clock: () => Date = () => new Date(),
  ) {
    this.#file = new KeyStoreFile(file);
    this.#table = new KeyTable(this.#file);
    this.#fences = new Fences(this.#file);
  }

  /**
   * Fences and destroys as another store of this log had done. May be repeated; ends what a crash interrupted.
   * @returns how many keys were destroyed
   */
  replayFences(fences: readonly Fence[]): number {
    const now = this.clock().toISOString();
    this.#file.write(() => fences.forEach(({ subject, reference }) => this.#fences.add(subject, reference, now)));
    this.#file.syncNow();
    const erased = fences.filter(({ destroyedAt }) => destroyedAt !== null).map(({ subject }) => subject);
    const keys = erased
      .flatMap((subject) => this.#table.ofSubject(subject))
      .filter(({ material }) => !isDestroyed(material));
    this.#file.write(() => {
      for (const key of keys) this.#table.overwrite(key, Buffer.alloc(key.material.length));
      for (const subject of erased) this.#fences.markDestroyed(subject, now);
    });
    this.#file.syncNow();
    this.#file.truncate();
    return keys.length;
  }

  close(): void {
    this.#file.close();
  }
}

/**
 * The fences in a key store that a service may be using; it is only read. Empty when there is no such file.
 * @throws KeyStoreFormatError the file is no key store
 */
export function fencesIn(file: string): readonly Fence[] {
  if (!existsSync(file)) return [];
  const database = new Database(file, { readonly: true });
  try {
    if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw notAKeyStore(file);
    return database
      .prepare<[], Fence>(
        'SELECT subject, reference, fenced_at AS fencedAt, destroyed_at AS destroyedAt FROM fence ORDER BY subject',
      )
      .all();
  } finally {
    database.close();
  }
}

/** Whether a key store holds keys that a key-encryption key locks; also said of what cannot be read. */
export function isLocked(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    const database = new Database(file, { readonly: true });
    try {
      return database.prepare<[], number>('SELECT count(*) FROM wrapping_key').pluck().get() !== 0;
    } finally {
      database.close();
    }
  } catch {
    return true;
  }
}

function notAKeyStore(file: string): KeyStoreFormatError {
  return new KeyStoreFormatError(`The file ${file} is not a Concordat key store.`);
}
