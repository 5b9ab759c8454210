import { createHash, type KeyObject } from 'node:crypto';
import type { SubjectId } from '#platform/event-sourcing';
import { KeyDamagedError } from '../key-store.errors.js';
import type { Fence } from '../subject-keys.js';
import { keyIdOf, unwrapKey } from '../wrapped-key.js';
import {
  isDestroyed,
  unlocked,
  VERSION_BYTES,
  versionOf,
  type KeyEncryptionKeys,
  type WrappingKeyRow,
} from '../wrapping-keys.js';

/** A key as the store holds it: wrapped, or zeros once it was destroyed. */
export interface KeptKey {
  readonly number: number;
  readonly id: string;
  readonly subject: SubjectId;
  readonly createdAt: string;
  readonly material: Buffer;
}

/** All that a key store holds, still wrapped. The keys by number, the fences by subject. */
export interface KeyContents {
  readonly storeId: string;
  readonly createdAt: string;
  readonly wrappingKeys: readonly WrappingKeyRow[];
  readonly keys: readonly KeptKey[];
  readonly fences: readonly Fence[];
  /** Keys the fingerprints of commands. Undefined: none was made yet. */
  readonly fingerprintKey: KeyObject | undefined;
}

/**
 * Opens every key that is there, so that a store which could not be used is not moved.
 * @returns the wrapping key that wraps what is new
 * @throws KeyEncryptionKeyError, KeyDamagedError
 */
export async function openAll(
  { wrappingKeys, keys }: KeyContents,
  encryption: KeyEncryptionKeys,
): Promise<{ readonly version: number; readonly key: KeyObject } | undefined> {
  const byVersion = new Map<number, KeyObject>();
  for (const row of wrappingKeys) {
    if (!isDestroyed(row.wrapped)) byVersion.set(row.version, await unlocked(row, encryption));
  }
  for (const { id, material } of keys) {
    if (isDestroyed(material)) continue;
    const wrapping = byVersion.get(versionOf(material));
    const key = wrapping && unwrapKey(material.subarray(VERSION_BYTES), wrapping);
    if (key && keyIdOf(key) === id) continue;
    throw new KeyDamagedError(
      `The key ${id} does not open: the key store is damaged. Put it back from a backup first.`,
    );
  }
  const version = Math.max(...byVersion.keys());
  const key = byVersion.get(version);
  return key && { version, key };
}

/** Two stores with the same digest hold the same. */
export function digestOf({ storeId, wrappingKeys, keys, fences, fingerprintKey }: KeyContents): string {
  const hash = createHash('sha256');
  const add = (...values: readonly unknown[]): void => void hash.update(`${JSON.stringify(values)}\n`);
  add(storeId, fingerprintKey && keyIdOf(fingerprintKey));
  for (const row of wrappingKeys) {
    add(row.version, row.key_encryption_key, row.id, row.created_at, Buffer.from(row.wrapped).toString('hex'));
  }
  for (const { number, id, subject, createdAt, material } of keys) {
    add(number, id, subject, createdAt, Buffer.from(material).toString('hex'));
  }
  for (const { subject, reference, fencedAt, destroyedAt } of fences) add(subject, reference, fencedAt, destroyedAt);
  return hash.digest('hex');
}

export function isEmpty({ keys, fences }: KeyContents): boolean {
  return keys.length === 0 && fences.length === 0;
}
