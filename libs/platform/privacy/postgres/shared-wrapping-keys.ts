import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { KeyDamagedError } from '../key-store.errors.js';
import { KEY_BYTES, keyIdOf, unwrapKey, wrapKey } from '../wrapped-key.js';
import {
  isDestroyed,
  unlocked,
  VERSION_BYTES,
  versionOf,
  type KeyEncryptionKeys,
  type WrappingKeyRow,
} from '../wrapping-keys.js';
import type { KeyDatabase, Querying } from './key-database.js';

const ROWS = 'select version, key_encryption_key, id, created_at, wrapped from concordat_keys.wrapping_key';

/** The keys that wrap the keys of subjects, as `WrappingKeys`. Another process may add one: then it is looked up. */
export class SharedWrappingKeys {
  readonly #byVersion = new Map<number, KeyObject>();
  readonly #damaged = new Map<number, KeyDamagedError>();

  constructor(
    private readonly database: KeyDatabase,
    readonly encryption: KeyEncryptionKeys,
    private readonly clock: () => Date,
  ) {}

  rows(): Promise<WrappingKeyRow[]> {
    return this.database.query<WrappingKeyRow>(`${ROWS} order by version`);
  }

  /**
   * Sees to it that these versions are in memory. One that is damaged is a fault for what it opens, and for nothing else; it
   * is read again the next time, because it may have been put back.
   *
   * @throws KeyEncryptionKeyError
   */
  async know(versions: readonly number[]): Promise<void> {
    if (versions.every((version) => this.#byVersion.has(version))) return;
    for (const row of await this.rows()) {
      if (!this.#byVersion.has(row.version) && !isDestroyed(row.wrapped)) await this.#unlock(row);
    }
  }

  /** @throws KeyDamagedError nothing can be wrapped with this version, nor opened */
  require(version: number): void {
    this.#keyOf(version);
  }

  /**
   * A new one, from whose commit on everything new is wrapped with it. Within a transaction that holds the lock on the
   * store: no key can be on its way with an older one.
   */
  async add(query: Querying): Promise<number> {
    const key = createSecretKey(randomBytes(KEY_BYTES));
    const wrapped = Buffer.from(await this.encryption.active.wrap(key));
    const [row] = await query<{ version: number }>(
      `insert into concordat_keys.wrapping_key
       select coalesce(max(version), 0) + 1, $1, $2, $3, $4 from concordat_keys.wrapping_key returning version`,
      [this.encryption.active.id, keyIdOf(key), this.clock().toISOString(), wrapped],
    );
    const version = row?.version ?? 1;
    await query('update concordat_keys.store set active_version = $1', [version]);
    this.#byVersion.set(version, key);
    return version;
  }

  /** What `key_material` is to hold. */
  wrap(key: KeyObject, version: number): Buffer {
    const prefix = Buffer.alloc(VERSION_BYTES);
    prefix.writeUInt32BE(version);
    return Buffer.concat([prefix, wrapKey(key, this.#keyOf(version))]);
  }

  /** @throws KeyDamagedError */
  unwrap(material: Buffer, id: string): KeyObject {
    const key = unwrapKey(material.subarray(VERSION_BYTES), this.#keyOf(versionOf(material)));
    if (key && keyIdOf(key) === id) return key;
    throw new KeyDamagedError(
      `The key ${id} in ${this.database.place} is damaged. Put the key store back from a backup: what is sealed with ` +
        'the key cannot be read.',
    );
  }

  async #unlock(row: WrappingKeyRow): Promise<void> {
    try {
      this.#byVersion.set(row.version, await unlocked(row, this.encryption));
      this.#damaged.delete(row.version);
    } catch (error) {
      if (!(error instanceof KeyDamagedError)) throw error;
      this.#damaged.set(row.version, error);
    }
  }

  #keyOf(version: number): KeyObject {
    const key = this.#byVersion.get(version);
    if (key) return key;
    const damage = this.#damaged.get(version);
    if (damage) throw damage;
    throw new KeyDamagedError(`The key store in ${this.database.place} has no wrapping key ${version}: it is damaged.`);
  }
}
