import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { KeyStoreOfAnotherLogError } from '../key-store.errors.js';
import { KEY_BYTES, keyIdOf } from '../wrapped-key.js';
import { versionOf } from '../wrapping-keys.js';
import type { KeyDatabase, Querying } from './key-database.js';
import type { SharedWrappingKeys } from './shared-wrapping-keys.js';

interface StoreRow {
  readonly id: string;
  readonly log_id: string | null;
  readonly active_version: number | null;
  readonly change: number;
  readonly fingerprint_key_id: string | null;
  readonly fingerprint_key: Buffer | null;
}

const ROW = 'select * from concordat_keys.store';

export interface OpenedStore {
  readonly id: string;
  readonly change: number;
  readonly fingerprintKey: KeyObject;
}

/**
 * Makes what a new store lacks: a wrapping key and the key of fingerprints. Ties the store to the log.
 * @param logId of the log that the keys belong to; undefined: nobody asks
 * @throws KeyStoreOfAnotherLogError, KeyEncryptionKeyError, KeyDamagedError
 */
export async function openStore(
  database: KeyDatabase,
  wrapping: SharedWrappingKeys,
  logId: string | undefined,
): Promise<OpenedStore> {
  let store = await only(database.query<StoreRow>(ROW));
  refuseOtherLog(store, logId, database.place);
  const isNew = store.active_version === null || store.fingerprint_key === null;
  if (isNew || (logId !== undefined && store.log_id === null)) {
    store = await database.write((query) => complete(query, wrapping, logId, database.place));
  }
  const { id, change, fingerprint_key: material, fingerprint_key_id: keyId } = store;
  if (material === null || keyId === null) throw new Error('The key store has no key of fingerprints.');
  await wrapping.know([versionOf(material), store.active_version ?? 0]);
  wrapping.require(store.active_version ?? 0);
  return { id, change, fingerprintKey: wrapping.unwrap(material, keyId) };
}

/** Another process may have been faster. */
async function complete(
  query: Querying,
  wrapping: SharedWrappingKeys,
  logId: string | undefined,
  place: string,
): Promise<StoreRow> {
  const store = await only(query<StoreRow>(`${ROW} for update`));
  refuseOtherLog(store, logId, place);
  const version = store.active_version ?? (await wrapping.add(query));
  if (logId !== undefined) await query('update concordat_keys.store set log_id = $1', [logId]);
  if (store.fingerprint_key === null) {
    const key = createSecretKey(randomBytes(KEY_BYTES));
    await wrapping.know([version]);
    await query('update concordat_keys.store set fingerprint_key_id = $1, fingerprint_key = $2', [
      keyIdOf(key),
      wrapping.wrap(key, version),
    ]);
  }
  return only(query<StoreRow>(ROW));
}

function refuseOtherLog({ log_id: known }: StoreRow, logId: string | undefined, place: string): void {
  if (known === null || logId === undefined || known === logId) return;
  throw new KeyStoreOfAnotherLogError(
    `The key store in ${place} belongs to the log ${known}, and not to the log ${logId} that is configured. Name the ` +
      'key store of this log, or the log of this key store: with other keys nothing that is sealed could be read.',
  );
}

async function only(rows: Promise<readonly StoreRow[]>): Promise<StoreRow> {
  const [row] = await rows;
  if (row === undefined) throw new Error('The key store has lost its row.');
  return row;
}
