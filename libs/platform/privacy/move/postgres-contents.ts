import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Client } from 'pg';
import type { SubjectId } from '#platform/event-sourcing';
import { KeyDamagedError } from '../key-store.errors.js';
import { keyIdOf, unwrapKey, wrapKey } from '../wrapped-key.js';
import {
  isDestroyed,
  unlocked,
  VERSION_BYTES,
  versionOf,
  type KeyEncryptionKeys,
  type WrappingKeyRow,
} from '../wrapping-keys.js';
import type { KeptKey, KeyContents } from './key-contents.js';

interface StoreRow {
  readonly id: string;
  readonly created_at: string;
  readonly fingerprint_key_id: string | null;
  readonly fingerprint_key: Buffer | null;
}

interface KeyRow {
  readonly number: number;
  readonly id: string;
  readonly subject: SubjectId;
  readonly created_at: string;
  readonly material: Buffer;
}

interface FenceRow {
  readonly subject: SubjectId;
  readonly reference: string;
  readonly fenced_at: string;
  readonly destroyed_at: string | null;
}

/** Rows in one statement. */
const AT_ONCE = 5_000;

/**
 * What the key store in this database holds. Within a transaction of the caller's.
 * @throws KeyEncryptionKeyError, KeyDamagedError
 */
export async function readKeyDatabase(client: Client, encryption: KeyEncryptionKeys): Promise<KeyContents> {
  const [store] = (await client.query<StoreRow>('select * from concordat_keys.store for update')).rows;
  if (store === undefined) throw new KeyDamagedError('The key store has lost its row. Put it back from a backup.');
  const wrappingKeys = await client.query<WrappingKeyRow>('select * from concordat_keys.wrapping_key order by version');
  const keys = await client.query<KeyRow>(
    `select k.number, k.id, k.subject, k.created_at, m.material
     from concordat_keys.subject_key k join concordat_keys.key_material m using (number) order by k.number`,
  );
  const fences = await client.query<FenceRow>(
    'select subject, reference, fenced_at, destroyed_at from concordat_keys.fence order by subject collate "C"',
  );
  return {
    storeId: store.id,
    createdAt: store.created_at,
    wrappingKeys: wrappingKeys.rows,
    keys: keys.rows.map(({ created_at: createdAt, ...key }) => ({ ...key, createdAt })),
    fences: fences.rows.map(({ subject, reference, fenced_at: fencedAt, destroyed_at: destroyedAt }) => ({
      subject,
      reference,
      fencedAt,
      destroyedAt,
    })),
    fingerprintKey: await fingerprintKeyIn(store, wrappingKeys.rows, encryption),
  };
}

/**
 * Puts them into a key store that is empty. Within a transaction of the caller's.
 * @param active wraps what is new, and so the key of fingerprints
 * @param logId the installation id of the log that the keys belong to
 */
export async function writeKeyDatabase(
  client: Client,
  contents: KeyContents,
  active: { readonly version: number; readonly key: KeyObject } | undefined,
  logId: string | undefined,
): Promise<void> {
  // An empty store may have made keys of its own when it was opened: nothing was wrapped with them.
  await client.query('delete from concordat_keys.wrapping_key');
  for (const row of contents.wrappingKeys) {
    const { version, key_encryption_key: encryption, id, created_at: createdAt, wrapped } = row;
    const values = [version, encryption, id, createdAt, wrapped];
    await client.query('insert into concordat_keys.wrapping_key values ($1, $2, $3, $4, $5)', values);
  }
  for (let from = 0; from < contents.keys.length; from += AT_ONCE) {
    await addKeys(client, contents.keys.slice(from, from + AT_ONCE));
  }
  await client.query(
    `select setval(pg_get_serial_sequence('concordat_keys.subject_key', 'number'), max(number))
     from concordat_keys.subject_key having max(number) is not null`,
  );
  await addFences(client, contents);
  const { fingerprintKey } = contents;
  const wrapped = fingerprintKey && active && wrappedWith(fingerprintKey, active);
  await client.query(
    `update concordat_keys.store set id = $1, created_at = $2, log_id = $3, active_version = $4, change = $5,
       fingerprint_key_id = $6, fingerprint_key = $7`,
    [
      contents.storeId,
      contents.createdAt,
      logId ?? null,
      active?.version ?? null,
      contents.fences.length,
      wrapped === undefined || fingerprintKey === undefined ? null : keyIdOf(fingerprintKey),
      wrapped ?? null,
    ],
  );
}

async function addKeys(client: Client, keys: readonly KeptKey[]): Promise<void> {
  await client.query(
    `insert into concordat_keys.subject_key (id, number, subject, created_at) overriding system value
     select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[])`,
    [
      keys.map(({ id }) => id),
      keys.map(({ number }) => number),
      keys.map(({ subject }) => subject),
      keys.map(({ createdAt }) => createdAt),
    ],
  );
  await client.query('insert into concordat_keys.key_material select * from unnest($1::bigint[], $2::bytea[])', [
    keys.map(({ number }) => number),
    keys.map(({ material }) => material),
  ]);
}

async function addFences(client: Client, { fences }: KeyContents): Promise<void> {
  for (let from = 0; from < fences.length; from += AT_ONCE) {
    const part = fences.slice(from, from + AT_ONCE);
    await client.query(
      `insert into concordat_keys.fence (subject, reference, fenced_at, destroyed_at, change)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])`,
      [
        part.map(({ subject }) => subject),
        part.map(({ reference }) => reference),
        part.map(({ fencedAt }) => fencedAt),
        part.map(({ destroyedAt }) => destroyedAt),
        part.map((_, index) => from + index + 1),
      ],
    );
  }
}

function wrappedWith(key: KeyObject, active: { readonly version: number; readonly key: KeyObject }): Buffer {
  const prefix = Buffer.alloc(VERSION_BYTES);
  prefix.writeUInt32BE(active.version);
  return Buffer.concat([prefix, wrapKey(key, active.key)]);
}

async function fingerprintKeyIn(
  { fingerprint_key: material, fingerprint_key_id: id }: StoreRow,
  wrappingKeys: readonly WrappingKeyRow[],
  encryption: KeyEncryptionKeys,
): Promise<KeyObject | undefined> {
  if (material === null || id === null) return undefined;
  const row = wrappingKeys.find(({ version, wrapped }) => version === versionOf(material) && !isDestroyed(wrapped));
  const key = row && unwrapKey(material.subarray(VERSION_BYTES), await unlocked(row, encryption));
  if (key && keyIdOf(key) === id) return createSecretKey(key.export());
  throw new KeyDamagedError('The key of fingerprints in the key store does not open. Put it back from a backup.');
}
