import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isSqliteError } from '#platform/event-store';
import { fencesIn, KeyStoreFormatError, LockedKeyStore, type Fence } from '#platform/privacy';
import { RestoreRefusedError } from './backup.errors.js';
import { readManifest, requireWhole, type BackupManifest } from './backup.manifest.js';
import { DATA_FILES, FENCES_FILE, KEY_FILES, KEY_STORE_MARKER } from './data-folder.files.js';
import { copyDurably, synchronise } from './durable-files.js';
import { readFenceList } from './fence-list.js';
import { wasUsedWithKeys } from './place-of-keys.js';
import type { Restored } from './restored.file.js';

export interface KeyOptions {
  /** The backup of the keys. Without it the keys in the data folder stay. */
  readonly keysFrom?: string;
  /** Where the key store is, when it is not in the data folder. It stays. */
  readonly keyStore?: string;
  /** Goes on without any keys: what is sealed then reads as forgotten, for ever. */
  readonly withoutKeys?: boolean;
  /** A list of those who were erased. */
  readonly fences?: string;
  /** Goes on without knowing who was erased since the keys were copied. */
  readonly withoutFences?: boolean;
}

/** Which keys a restored record gets, and who must be forgotten in them. */
export interface RestoredKeys {
  readonly kind: Restored['keys'];
  /** From where these files are copied. */
  readonly folder: string;
  readonly names: readonly string[];
  /** Files in the data folder that must not stay. */
  readonly setAside: readonly string[];
  readonly fences: readonly Fence[];
  readonly fencesFrom: Restored['fences']['from'];
}

/**
 * The keys in the data folder are the newest, and everybody who was erased is forgotten in them: they stay unless a
 * backup of the keys is named.
 * @throws RestoreRefusedError nothing that must be there may be missing in silence: neither keys nor erasures
 */
export function keysToRestore(
  dataFolder: string,
  recordFolder: string,
  record: BackupManifest,
  options: KeyOptions,
): RestoredKeys {
  const { keysFrom, keyStore = join(dataFolder, DATA_FILES.keys), withoutKeys = false } = options;
  if (keysFrom === undefined) {
    const own = keptKeys(dataFolder, keyStore);
    if (own !== undefined) return own;
    if (!withoutKeys) {
      throw new RestoreRefusedError(
        `The data folder holds no keys that can be read (${keyStore}), and no backup of keys is named: everything that is ` +
          'sealed would read as forgotten. Name the backup of the keys (--keys-from), or say that there is none (--without-keys).',
      );
    }
    return {
      kind: 'none',
      folder: dataFolder,
      names: [],
      setAside: [DATA_FILES.keys, KEY_STORE_MARKER],
      ...requiredFences(undefined, recordFolder, record, options),
    };
  }
  const manifest = readManifest(keysFrom, 'keys');
  requireWhole(keysFrom, manifest);
  requireKeysOf(record, manifest);
  const names = manifest.files.map(({ name }) => name);
  const holdsKeys = names.includes(DATA_FILES.keys);
  const replaced = existsSync(keyStore) ? readable(keyStore) : undefined;
  return {
    kind: 'backup',
    folder: keysFrom,
    names,
    setAside: names,
    ...requiredFences(replaced, recordFolder, record, {
      ...options,
      ...(holdsKeys && { copiedAt: manifest.createdAt }),
    }),
  };
}

/** Copies the keys, without those of whom was erased. */
export function restoreKeys({ kind, folder, names, fences }: RestoredKeys, restoring: string, now: Date): void {
  for (const name of names) copyDurably(join(folder, name), join(restoring, name));
  // Also where no keys are: nothing may be recorded any more about whom was erased.
  if (!names.includes(DATA_FILES.keys) && (kind !== 'none' || fences.length === 0)) return;
  const file = join(restoring, DATA_FILES.keys);
  const store = new LockedKeyStore(file, () => now);
  try {
    store.replayFences(fences);
  } finally {
    store.close();
  }
  synchronise(file);
}

/** @returns undefined when there are none, or the store of those that there were is gone or damaged */
function keptKeys(dataFolder: string, keyStore: string): RestoredKeys | undefined {
  const isThere = existsSync(keyStore);
  const fences = isThere ? readable(keyStore) : [];
  if (fences === undefined || (!isThere && wasUsedWithKeys(dataFolder))) return undefined;
  if (!isThere && !KEY_FILES.some((name) => existsSync(join(dataFolder, name)))) return undefined;
  return { kind: 'kept', folder: dataFolder, names: [], setAside: [], fences, fencesFrom: 'kept-keys' };
}

/** @returns undefined when the store is damaged */
function readable(keyStore: string): readonly Fence[] | undefined {
  try {
    return fencesIn(keyStore);
  } catch (error) {
    if (!isSqliteError(error) && !(error instanceof KeyStoreFormatError)) throw error;
    return undefined;
  }
}

/** @param replaced the fences in the key store that is replaced; undefined when there is none to be read */
function requiredFences(
  replaced: readonly Fence[] | undefined,
  recordFolder: string,
  { installation, createdAt }: BackupManifest,
  { fences: file, withoutFences = false, copiedAt }: KeyOptions & { readonly copiedAt?: string },
): Pick<RestoredKeys, 'fences' | 'fencesFrom'> {
  const known = readFenceList(join(recordFolder, FENCES_FILE), installation).fences;
  if (file !== undefined) {
    const list = readFenceList(file, installation);
    if (copiedAt !== undefined && list.listedAt < copiedAt) {
      throw new RestoreRefusedError(
        `The list of erasures ${file} was written at ${list.listedAt}, before the keys were copied (${copiedAt}): it does not ` +
          'say who was erased since. Name the newest list, or say that there is none (--without-fences).',
      );
    }
    return { fences: [...known, ...(replaced ?? []), ...list.fences], fencesFrom: 'file' };
  }
  if (replaced !== undefined) {
    return { fences: [...known, ...replaced], fencesFrom: 'replaced-keys' };
  }
  if (copiedAt === undefined) return { fences: known, fencesFrom: 'no-keys' };
  if (withoutFences) return { fences: known, fencesFrom: 'none' };
  throw new RestoreRefusedError(
    `The data folder does not say who was erased after the backup of ${createdAt}: they would be readable again. Name the ` +
      'list of erasures (--fences), as concordat backup fences writes it, or say that there is none (--without-fences).',
  );
}

function requireKeysOf(record: BackupManifest, keys: BackupManifest): void {
  if (keys.installation !== record.installation) {
    throw new RestoreRefusedError(
      `The keys are of another installation (${keys.installation}) than the record (${record.installation}).`,
    );
  }
  if (keys.createdAt >= record.createdAt) return;
  throw new RestoreRefusedError(
    `The keys were copied at ${keys.createdAt}, before the record (${record.createdAt}): what was sealed in between could ` +
      'not be opened. Name the keys that were copied with the record, or later ones.',
  );
}
