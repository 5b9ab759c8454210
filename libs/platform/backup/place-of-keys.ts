import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BackupError } from './backup.errors.js';
import { DATA_FILES, KEY_STORE_MARKER } from './data-folder.files.js';

/** Whether the data folder was used with a key store: it then holds the id of it. */
export function wasUsedWithKeys(dataFolder: string): boolean {
  return existsSync(join(dataFolder, KEY_STORE_MARKER));
}

/**
 * The key store of a data folder.
 * @returns undefined when it was never used with one
 * @throws BackupError when it is not there any more: a backup without it would say that nobody was erased
 */
export function keyStoreOf(dataFolder: string, named?: string): string | undefined {
  const keyStore = named ?? join(dataFolder, DATA_FILES.keys);
  if (existsSync(keyStore)) return keyStore;
  if (named === undefined && !wasUsedWithKeys(dataFolder)) return undefined;
  throw new BackupError(
    `There is no key store ${keyStore}. It says who was erased, and opens what is sealed. Name its place (--keys), or put it back.`,
  );
}
