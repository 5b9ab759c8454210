import type { RotationReport } from '../subject-keys.js';
import { isDestroyed, versionOf } from '../wrapping-keys.js';
import type { KeyDatabase, Querying } from './key-database.js';
import { keysAfter, overwrite } from './key-rows.js';
import type { SharedWrappingKeys } from './shared-wrapping-keys.js';

/** Keys rewrapped in one transaction. */
const ROTATED_AT_ONCE = 500;

/** The store's row, locked: nothing is fenced, destroyed or newly wrapped until the transaction ends. */
const LOCK = 'select active_version, fingerprint_key_id, fingerprint_key from concordat_keys.store for update';

interface LockedStore {
  readonly active_version: number;
  readonly fingerprint_key_id: string;
  readonly fingerprint_key: Buffer;
}

/** Wraps all keys anew while processes go on. One rotation at a time, over all processes. */
export class SharedRotation {
  constructor(
    private readonly database: KeyDatabase,
    private readonly wrapping: SharedWrappingKeys,
  ) {}

  /** @throws KeyStoreBusyError when another process rotates */
  run(): Promise<RotationReport> {
    return this.database.withLock(
      'concordat_keys rotation',
      `Another process rotates the keys in ${this.database.place}. Wait until it has ended.`,
      () => this.#run(),
    );
  }

  async #run(): Promise<RotationReport> {
    const { version, continued } = await this.#begin();
    await this.wrapping.know([version]);
    let rewrapped = 0;
    for (let last: number | undefined = 0; last !== undefined;) {
      const page = await this.#rewrapAfter(last, version);
      rewrapped += page.rewrapped;
      last = page.last;
    }
    await this.#end(version);
    await this.database.query('select concordat_keys.rewrite()');
    return { version, rewrapped, continued };
  }

  /** Goes on with a rotation that did not come to its end, under the same key-encryption key. */
  #begin(): Promise<{ readonly version: number; readonly continued: boolean }> {
    return this.database.write(async (query) => {
      const { active_version: active } = await locked(query);
      const rows = await this.wrapping.rows();
      const isLocked = rows.some(
        (row) => row.version === active && row.key_encryption_key === this.wrapping.encryption.active.id,
      );
      const continued = isLocked && rows.some((row) => row.version < active && !isDestroyed(row.wrapped));
      return { version: continued ? active : await this.wrapping.add(query), continued };
    });
  }

  #rewrapAfter(number: number, version: number): Promise<{ readonly rewrapped: number; readonly last?: number }> {
    return this.database.write(async (query) => {
      const page = await keysAfter(query, number, ROTATED_AT_ONCE);
      const older = page.filter(({ material }) => !isDestroyed(material) && versionOf(material) < version);
      await this.wrapping.know(older.map(({ material }) => versionOf(material)));
      await overwrite(
        query,
        older.map(({ number: at, id, material }) => ({
          number: at,
          material: this.wrapping.wrap(this.wrapping.unwrap(material, id), version),
        })),
      );
      const last = page.at(-1)?.number;
      return { rewrapped: older.length, ...(last !== undefined && { last }) };
    });
  }

  /** The fingerprint key last, then the older wrapping keys, with which nothing is wrapped any more. */
  #end(version: number): Promise<void> {
    return this.database.write(async (query) => {
      const { fingerprint_key_id: id, fingerprint_key: material } = await locked(query);
      if (versionOf(material) < version) {
        await this.wrapping.know([versionOf(material)]);
        const wrapped = this.wrapping.wrap(this.wrapping.unwrap(material, id), version);
        await query('update concordat_keys.store set fingerprint_key = $1', [wrapped]);
      }
      await query(
        `update concordat_keys.wrapping_key set wrapped = decode(repeat('00', octet_length(wrapped)), 'hex')
         where version < $1`,
        [version],
      );
    });
  }
}

async function locked(query: Querying): Promise<LockedStore> {
  const [store] = await query<LockedStore>(LOCK);
  if (store === undefined) throw new Error('The key store has lost its row.');
  return store;
}
