import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LockedKeyStore, type Fence } from '#platform/privacy';
import { BackupError } from './backup.errors.js';
import { MANIFEST_FILE, readManifest, requireWhole, writeManifest, type BackupManifest } from './backup.manifest.js';
import { DATA_FILES } from './data-folder.files.js';
import { digestOfFile, synchronise } from './durable-files.js';

export interface ForgetReport {
  /** How many keys were destroyed now. */
  readonly destroyed: number;
  readonly fences: number;
}

/**
 * Destroys the keys of whom was erased in a backup of the keys. May be repeated: interrupted, the backup is not whole
 * until it has been run again.
 * @throws BackupError
 */
export function forgetInBackup(keysFolder: string, fences: readonly Fence[], now: Date): ForgetReport {
  const manifest = readManifest(keysFolder, 'keys');
  const file = join(keysFolder, DATA_FILES.keys);
  if (!existsSync(file))
    throw new BackupError(`The backup in ${keysFolder} holds no key store: there is nothing to forget.`);
  // Afterwards the digests are taken anew: damage from before would then look like what was written.
  if (!manifest.forgetting) requireWhole(keysFolder, manifest);
  writeManifest(keysFolder, { ...manifest, forgetting: true });
  const store = new LockedKeyStore(file, () => now);
  let destroyed: number;
  try {
    destroyed = store.replayFences(fences);
  } finally {
    store.close();
  }
  synchronise(file);
  for (const name of readdirSync(keysFolder)) {
    if (name.startsWith(`${DATA_FILES.keys}-`) || name === `${MANIFEST_FILE}.new`) rmSync(join(keysFolder, name));
  }
  writeManifest(keysFolder, withDigest(manifest, file));
  return { destroyed, fences: fences.length };
}

function withDigest(manifest: BackupManifest, file: string): BackupManifest {
  const digest = digestOfFile(file);
  const files = manifest.files.map((each) => (each.name === DATA_FILES.keys ? { ...each, ...digest } : each));
  return { ...manifest, forgetting: undefined, files };
}
