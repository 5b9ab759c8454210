import type { KeyObject } from 'node:crypto';
import { KeyStoreFile } from '../key-store-file.js';
import type { Fence } from '../subject-keys.js';
import type { WrappingKeyRow } from '../wrapping-keys.js';
import type { KeptKey, KeyContents } from './key-contents.js';

const KEYS = `SELECT number, id, subject, created_at AS createdAt, material
  FROM subject_key JOIN key_material USING (number) ORDER BY number`;
const FENCES = `SELECT subject, reference, fenced_at AS fencedAt, destroyed_at AS destroyedAt FROM fence ORDER BY subject`;

/**
 * What a key store file holds. Nobody else may use it.
 * @param fingerprintKey which lies beside it, in the data folder
 * @throws KeyStoreFormatError
 */
export function readKeyFile(path: string, fingerprintKey: KeyObject | undefined): KeyContents {
  const file = new KeyStoreFile(path);
  try {
    const { database } = file;
    return {
      storeId: file.storeId,
      createdAt: database.prepare<[], string>('SELECT created_at FROM store').pluck().get() ?? '',
      wrappingKeys: database.prepare<[], WrappingKeyRow>('SELECT * FROM wrapping_key ORDER BY version').all(),
      keys: database.prepare<[], KeptKey>(KEYS).all(),
      fences: database.prepare<[], Fence>(FENCES).all(),
      fingerprintKey,
    };
  } finally {
    file.close();
  }
}

/** Makes a new key store file of them. On the disk when it returns. */
export function writeKeyFile(path: string, contents: KeyContents): void {
  const file = new KeyStoreFile(path);
  try {
    const { database } = file;
    const addWrapping = database.prepare('INSERT INTO wrapping_key VALUES (?, ?, ?, ?, ?)');
    const addMaterial = database.prepare('INSERT INTO key_material VALUES (?, ?)');
    const addKey = database.prepare('INSERT INTO subject_key VALUES (?, ?, ?, ?)');
    const addFence = database.prepare('INSERT INTO fence VALUES (?, ?, ?, ?)');
    const setStore = database.prepare('UPDATE store SET id = ?, created_at = ?');
    file.write(() => {
      setStore.run(contents.storeId, contents.createdAt);
      for (const { version, key_encryption_key, id, created_at, wrapped } of contents.wrappingKeys) {
        addWrapping.run(version, key_encryption_key, id, created_at, wrapped);
      }
      for (const { number, id, subject, createdAt, material } of contents.keys) {
        addMaterial.run(number, material);
        addKey.run(id, number, subject, createdAt);
      }
      for (const { subject, reference, fencedAt, destroyedAt } of contents.fences) {
        addFence.run(subject, reference, fencedAt, destroyedAt);
      }
    });
    file.syncNow();
    file.truncate();
  } finally {
    file.close();
  }
}
