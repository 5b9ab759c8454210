import { createSecretKey, randomBytes } from 'node:crypto';
import type { SubjectId } from '#platform/event-sourcing';
import { KEY_BYTES, keyIdOf } from '../wrapped-key.js';
import type { KeyDatabase } from './key-database.js';
import { addKeys } from './key-rows.js';
import type { SharedWrappingKeys } from './shared-wrapping-keys.js';

/**
 * Makes keys for subjects that have none; where another process is faster, its key stays. The lock on the store keeps
 * fences and rotations out meanwhile. May be repeated, also when it is not known what came of it.
 */
export async function makeKeys(
  database: KeyDatabase,
  wrapping: SharedWrappingKeys,
  subjects: readonly SubjectId[],
  now: string,
): Promise<void> {
  await database.write(async (query) => {
    const [store] = await query<{ active_version: number }>(
      'select active_version from concordat_keys.store for share',
    );
    const version = store?.active_version ?? 0;
    await wrapping.know([version]);
    const made = subjects.map((subject) => {
      const key = createSecretKey(randomBytes(KEY_BYTES));
      return { id: keyIdOf(key), subject, material: wrapping.wrap(key, version) };
    });
    await addKeys(query, made, now);
  });
}
