import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LockedKeyStore, type Fence } from '#platform/privacy';
import { BackupError } from './backup.errors.js';
import { DATA_FILES, REPLACED_PREFIX } from './data-folder.files.js';

/**
 * Destroys the keys of whom was erased in the key stores that restores set aside in a data folder: with the log beside
 * them, they would open what was erased.
 * @throws BackupError when such a store cannot be opened
 */
export function forgetInReplaced(dataFolder: string, fences: readonly Fence[]): void {
  const stores = readdirSync(dataFolder)
    .filter((name) => name.startsWith(REPLACED_PREFIX))
    .map((name) => join(dataFolder, name, DATA_FILES.keys))
    .filter((file) => existsSync(file));
  for (const file of stores) forgetIn(file, fences);
}

function forgetIn(file: string, fences: readonly Fence[]): void {
  try {
    const store = new LockedKeyStore(file);
    try {
      store.replayFences(fences);
    } finally {
      store.close();
    }
  } catch (cause) {
    throw new BackupError(
      `A restore set the key store ${file} aside, and keys cannot be destroyed in it: delete it. Until then no erasure is complete.`,
      { cause },
    );
  }
}
