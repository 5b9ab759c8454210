import type { KeyStoreStatus, WrappingKeyStatus } from '../subject-keys.js';
import { isDestroyed } from '../wrapping-keys.js';
import type { KeyDatabase } from './key-database.js';
import type { SharedWrappingKeys } from './shared-wrapping-keys.js';

interface Counts {
  readonly id: string;
  readonly active_version: number;
  readonly keys: number;
  readonly destroyed: number;
  readonly fences: number;
  readonly awaiting: number;
}

const COUNTS = `
  select s.id, s.active_version,
    (select count(*) from concordat_keys.key_material) as keys,
    (select count(*) from concordat_keys.key_material
      where material = decode(repeat('00', 44), 'hex')) as destroyed,
    (select count(*) from concordat_keys.fence) as fences,
    (select count(*) from concordat_keys.fence where destroyed_at is null) as awaiting
  from concordat_keys.store s
`;

export async function sharedKeyStatus(
  database: KeyDatabase,
  wrapping: SharedWrappingKeys,
  unknownKeys: number,
): Promise<KeyStoreStatus> {
  const [[counts], rows] = await Promise.all([database.query<Counts>(COUNTS), wrapping.rows()]);
  if (counts === undefined) throw new Error('The key store has lost its row.');
  const { active_version: active } = counts;
  const wrappingKeys = rows.map(
    ({ version, key_encryption_key: keyEncryptionKey, created_at: createdAt, wrapped }): WrappingKeyStatus => {
      const inUse = version === active ? 'ACTIVE' : 'OLDER';
      return { version, keyEncryptionKey, createdAt, state: isDestroyed(wrapped) ? 'RETIRED' : inUse };
    },
  );
  return {
    storeId: counts.id,
    keyEncryptionKey: wrapping.encryption.active.id,
    wrappingKeys,
    subjectKeys: counts.keys - counts.destroyed,
    destroyedKeys: counts.destroyed,
    fences: counts.fences,
    awaitingDestruction: counts.awaiting,
    rotationUnderWay: wrappingKeys.some(({ state }) => state === 'OLDER'),
    unknownKeys,
  };
}
