import { createSecretKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { moveDurably, writeDurably } from '#platform/backup';
import { lockDataFolder, LogInspection } from '#platform/event-store';
import {
  assertSame,
  keyEncryptionKeyBeside,
  keysIn,
  movedOf,
  notEmpty,
  putKeys,
  readKeyFile,
  writeKeyFile,
  type KeyContents,
  type KeyEncryptionKey,
  type KeysMoved,
} from '#platform/privacy';
import type { PostgresSettings } from '#platform/postgres';
import { SourceUnsuitableError } from './move-log.errors.js';
import { assertUnused } from './postgres-in-use.js';

export interface MoveKeysOptions {
  readonly dataFolder: string;
  /** Left out: `keys.db` in the data folder. */
  readonly file?: string;
  readonly settings: PostgresSettings;
  /** Left out: the one that lies in the data folder. */
  readonly keyEncryptionKey?: KeyEncryptionKey;
  readonly previousKeyEncryptionKeys?: readonly KeyEncryptionKey[];
}

/**
 * Puts the keys of a data folder into PostgreSQL, still wrapped as they are: keys, fences, and the key of fingerprints.
 * @throws MoveLogError, KeyStoreError, DataFolderInUseError, PostgresConnectionError
 */
export async function moveKeysToPostgres(options: MoveKeysOptions): Promise<KeysMoved> {
  const { dataFolder, settings } = options;
  const file = options.file ?? join(dataFolder, 'keys.db');
  if (!existsSync(file))
    throw new SourceUnsuitableError(`There is no key store ${file}. Name the data folder of a service.`);
  const folder = lockDataFolder(dataFolder);
  try {
    await assertUnused(settings);
    const contents = readKeyFile(file, fingerprintKeyIn(folder.path));
    return await putKeys(settings, contents, encryptionOf(options, folder.path), installationIdIn(folder.path));
  } finally {
    folder.release();
  }
}

/**
 * Puts the keys of a PostgreSQL database into a data folder.
 * @throws MoveLogError, KeyStoreError, DataFolderInUseError, PostgresConnectionError
 */
export async function moveKeysToFolder(options: MoveKeysOptions): Promise<KeysMoved> {
  const { dataFolder, settings } = options;
  const file = options.file ?? join(dataFolder, 'keys.db');
  const folder = lockDataFolder(dataFolder);
  try {
    await assertUnused(settings);
    const contents = await keysIn(settings, encryptionOf(options, folder.path));
    if (existsSync(file)) {
      assertThere(contents, readKeyFile(file, fingerprintKeyIn(folder.path)), file);
      return movedOf(contents, true);
    }
    return write(contents, file, folder.path);
  } finally {
    folder.release();
  }
}

function write(contents: KeyContents, file: string, folder: string): KeysMoved {
  const { fingerprintKey } = contents;
  assertNoOtherFingerprintKey(fingerprintKey, folder);
  const draft = `${file}.moving`;
  // A draft that an earlier run left behind holds what was never taken for keys.
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${draft}${suffix}`, { force: true });
  writeKeyFile(draft, contents);
  if (fingerprintKey !== undefined) writeDurably(join(folder, 'fingerprint.key'), fingerprintKey.export());
  assertSame(contents, readKeyFile(draft, fingerprintKeyIn(folder)));
  moveDurably(draft, file);
  return movedOf(contents, false);
}

/** By it, commands that the log of this folder holds are recognised when they are repeated. */
function assertNoOtherFingerprintKey(fingerprintKey: KeyObject | undefined, folder: string): void {
  const there = fingerprintKeyIn(folder);
  if (there === undefined || (fingerprintKey !== undefined && there.equals(fingerprintKey))) return;
  throw notEmpty(join(folder, 'fingerprint.key'));
}

function assertThere(contents: KeyContents, there: KeyContents, file: string): void {
  try {
    assertSame(contents, there);
  } catch {
    throw notEmpty(file);
  }
}

function encryptionOf({ keyEncryptionKey, previousKeyEncryptionKeys = [] }: MoveKeysOptions, folder: string) {
  const active = keyEncryptionKey ?? ownKeyEncryptionKey(folder);
  return { active, previous: previousKeyEncryptionKeys };
}

function ownKeyEncryptionKey(folder: string): KeyEncryptionKey {
  const file = join(folder, 'key-encryption.key');
  if (existsSync(file)) return keyEncryptionKeyBeside(file);
  throw new SourceUnsuitableError(
    `There is no key-encryption key: neither ${file} nor CONCORDAT_KEY_ENCRYPTION_KEY. Name the one that locks the key store.`,
  );
}

function fingerprintKeyIn(folder: string) {
  const file = join(folder, 'fingerprint.key');
  return existsSync(file) ? createSecretKey(readFileSync(file)) : undefined;
}

function installationIdIn(folder: string): string | undefined {
  const file = join(folder, 'log.db');
  if (!existsSync(file)) return undefined;
  const log = new LogInspection(file);
  try {
    return log.facts().installationId;
  } finally {
    log.close();
  }
}
