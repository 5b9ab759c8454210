import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { KeyEncryptionKey } from './key-encryption-key.js';
import { KeyDamagedError, KeyEncryptionKeyError } from './key-store.errors.js';
import type { KeyStoreFile } from './key-store-file.js';
import { KEY_BYTES, keyIdOf, unwrapKey, wrapKey } from './wrapped-key.js';

/** Before a wrapped key: the version of the key that it is wrapped with. */
export const VERSION_BYTES = 4;

/** A key of a subject as `key_material` holds it. All zeros: destroyed. */
export function isDestroyed(material: Uint8Array): boolean {
  return material.every((byte) => byte === 0);
}

export interface WrappingKeyRow {
  readonly version: number;
  readonly key_encryption_key: string;
  readonly id: string;
  readonly created_at: string;
  readonly wrapped: Buffer;
}

export interface KeyEncryptionKeys {
  readonly active: KeyEncryptionKey;
  /** Those that the store may still be locked with; needed until keys are rotated. */
  readonly previous: readonly KeyEncryptionKey[];
}

/**
 * The keys that wrap the keys of subjects: few, in memory, so that a key is opened without asking anybody. The one with
 * the highest version wraps what is new.
 */
export class WrappingKeys {
  readonly #byVersion = new Map<number, KeyObject>();

  private constructor(
    private readonly file: KeyStoreFile,
    private readonly encryption: KeyEncryptionKey,
    private readonly clock: () => Date,
  ) {}

  /** Makes the first one when there is none. @throws KeyEncryptionKeyError, KeyDamagedError */
  static async open(file: KeyStoreFile, keys: KeyEncryptionKeys, clock: () => Date): Promise<WrappingKeys> {
    const opened = new WrappingKeys(file, keys.active, clock);
    for (const row of opened.rows()) {
      if (!isDestroyed(row.wrapped)) opened.#byVersion.set(row.version, await unlocked(row, keys));
    }
    if (opened.#byVersion.size === 0) await opened.add();
    return opened;
  }

  rows(): WrappingKeyRow[] {
    const { database } = this.file;
    return this.file.read(() =>
      database.prepare<[], WrappingKeyRow>('SELECT * FROM wrapping_key ORDER BY version').all(),
    );
  }

  get activeVersion(): number {
    return Math.max(...this.#byVersion.keys());
  }

  /** Those that still wrap something, besides the active one. */
  get olderVersions(): number[] {
    const active = this.activeVersion;
    return [...this.#byVersion.keys()].filter((version) => version !== active);
  }

  /** A new one, which is the active one from here on. */
  async add(): Promise<number> {
    const key = createSecretKey(randomBytes(KEY_BYTES));
    const wrapped = Buffer.from(await this.encryption.wrap(key));
    const version = (this.rows().at(-1)?.version ?? 0) + 1;
    const insert = this.file.database.prepare('INSERT INTO wrapping_key VALUES (?, ?, ?, ?, ?)');
    const createdAt = this.clock().toISOString();
    this.file.write(() => insert.run(version, this.encryption.id, keyIdOf(key), createdAt, wrapped));
    this.file.syncNow();
    this.#byVersion.set(version, key);
    return version;
  }

  /** Nothing may be wrapped with the older ones any more. */
  retireOlder(): void {
    const overwrite = this.file.database.prepare(
      'UPDATE wrapping_key SET wrapped = zeroblob(length(wrapped)) WHERE version = ?',
    );
    const older = this.olderVersions;
    this.file.write(() => older.forEach((version) => overwrite.run(version)));
    this.file.truncate();
    for (const version of older) this.#byVersion.delete(version);
  }

  /** What `key_material` is to hold. */
  wrap(key: KeyObject): Buffer {
    const version = this.activeVersion;
    const prefix = Buffer.alloc(VERSION_BYTES);
    prefix.writeUInt32BE(version);
    return Buffer.concat([prefix, wrapKey(key, this.#keyOf(version))]);
  }

  /** @throws KeyDamagedError */
  unwrap(material: Buffer, id: string): KeyObject {
    const key = unwrapKey(material.subarray(VERSION_BYTES), this.#keyOf(versionOf(material)));
    if (key && keyIdOf(key) === id) return key;
    throw new KeyDamagedError(
      `The key ${id} in ${this.file.file} is damaged. Put the key store back from a backup: what is sealed with the ` +
        'key cannot be read.',
    );
  }

  isActive(material: Buffer): boolean {
    return versionOf(material) === this.activeVersion;
  }

  #keyOf(version: number): KeyObject {
    const key = this.#byVersion.get(version);
    if (key) return key;
    throw new KeyDamagedError(`The key store ${this.file.file} has no wrapping key ${version}: it is damaged.`);
  }
}

export function versionOf(material: Buffer): number {
  return material.readUInt32BE();
}

/** @throws KeyEncryptionKeyError, KeyDamagedError */
export async function unlocked(row: WrappingKeyRow, { active, previous }: KeyEncryptionKeys): Promise<KeyObject> {
  const encryption = [active, ...previous].find(({ id }) => id === row.key_encryption_key);
  if (!encryption) {
    throw new KeyEncryptionKeyError(
      `The key store is locked with the key-encryption key ${row.key_encryption_key}, and the one that is configured ` +
        `is ${active.id}. Configure the right one; to change from one to the other, configure the old one as the ` +
        'previous key and rotate the keys.',
    );
  }
  const key = await opened(row, encryption);
  if (key && keyIdOf(key) === row.id) return key;
  throw new KeyDamagedError(
    `The wrapping key ${row.version} of the key store is damaged: what is there is not what was locked with the ` +
      `key-encryption key ${encryption.id}. Put the key store back from a backup: no key that is wrapped with it can be opened.`,
  );
}

/** @returns undefined when it was altered: it is the key-encryption key that locked it */
async function opened({ wrapped }: WrappingKeyRow, encryption: KeyEncryptionKey): Promise<KeyObject | undefined> {
  try {
    return await encryption.unwrap(wrapped);
  } catch (error) {
    if (error instanceof KeyEncryptionKeyError) return undefined;
    throw error;
  }
}
