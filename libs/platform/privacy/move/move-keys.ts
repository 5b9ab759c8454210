import pg from 'pg';
import { clientConfig, connectionFault, migrate, openPool, placeOf, type PostgresSettings } from '#platform/postgres';
import { KeyStoreError } from '../key-store.errors.js';
import { keysSchema } from '../postgres/keys.schema.js';
import type { KeyEncryptionKeys } from '../wrapping-keys.js';
import { digestOf, isEmpty, openAll, type KeyContents } from './key-contents.js';
import { readKeyDatabase, writeKeyDatabase } from './postgres-contents.js';

/** The place that keys are to be moved to holds other ones. It was left as it was. */
export class KeyStoreNotEmptyError extends KeyStoreError {}

/** What was written is not what was read. Nothing of it was kept. */
export class KeysDifferError extends KeyStoreError {}

export interface KeysMoved {
  readonly storeId: string;
  readonly keys: number;
  readonly fences: number;
  /** They were there already. */
  readonly repeated: boolean;
}

/**
 * Puts a key store into a database, whose tables are made: everything or nothing.
 * @param logId the installation id of the log that the keys belong to
 * @throws KeyStoreError, PostgresConnectionError, SchemaMismatchError
 */
export async function putKeys(
  settings: PostgresSettings,
  contents: KeyContents,
  encryption: KeyEncryptionKeys,
  logId: string | undefined,
): Promise<KeysMoved> {
  const active = await openAll(contents, encryption);
  return inDatabase(settings, async (client) => {
    const there = await readKeyDatabase(client, encryption);
    const repeated = digestOf(there) === digestOf(contents);
    if (!repeated) {
      if (!isEmpty(there)) throw notEmpty(placeOf(settings));
      await writeKeyDatabase(client, contents, active, logId);
      assertSame(contents, await readKeyDatabase(client, encryption));
    }
    return movedOf(contents, repeated);
  });
}

/** @throws KeyStoreError, PostgresConnectionError, SchemaMismatchError */
export async function keysIn(settings: PostgresSettings, encryption: KeyEncryptionKeys): Promise<KeyContents> {
  const contents = await inDatabase(settings, (client) => readKeyDatabase(client, encryption));
  await openAll(contents, encryption);
  return contents;
}

/** @throws KeysDifferError */
export function assertSame(contents: KeyContents, copy: KeyContents): void {
  if (digestOf(contents) === digestOf(copy)) return;
  throw new KeysDifferError('The keys that were written are not those that were read. Nothing was kept: try again.');
}

export function notEmpty(place: string): KeyStoreNotEmptyError {
  return new KeyStoreNotEmptyError(
    `The key store in ${place} holds other keys, or was used since these were moved there. It was left as it is. Choose an ` +
      'empty place.',
  );
}

export function movedOf({ storeId, keys, fences }: KeyContents, repeated: boolean): KeysMoved {
  return { storeId, keys: keys.length, fences: fences.length, repeated };
}

async function inDatabase<Result>(
  settings: PostgresSettings,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const pool = openPool(settings, 'key import');
  let client: pg.Client | undefined;
  try {
    await migrate(pool, keysSchema);
    client = new pg.Client(clientConfig(settings, 'key import'));
    client.on('error', () => undefined);
    await client.connect();
    await client.query("begin; set local synchronous_commit = on; set local statement_timeout = '10min'");
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client?.query('rollback').catch(() => undefined);
    throw connectionFault(error, settings);
  } finally {
    await client?.end().catch(() => undefined);
    await pool.end();
  }
}
