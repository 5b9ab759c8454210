import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What a data folder holds, as far as copies of it are concerned. */
export const DATA_FILES = {
  log: 'log.db',
  ledger: 'ledger.db',
  keys: 'keys.db',
  readModels: 'read-models.db',
} as const;

/**
 * Keys that stand in files of their own: the service makes them in its data folder when the environment names none.
 * They are copied beside the subjects' keys, never beside the record.
 */
export const KEY_FILES = ['fingerprint.key', 'ledger.key', 'key-encryption.key', 'keys.id'] as const;

/** Holds the id of the key store that the data folder is used with. */
export const KEY_STORE_MARKER = 'keys.id' satisfies (typeof KEY_FILES)[number];

/** Begins the names of the folders, in a data folder, for what restores replaced. */
export const REPLACED_PREFIX = 'replaced-';

/** The list of those erased when the record was copied. */
export const FENCES_FILE = 'fences.json';

/** SQLite's companions of a database: what is in them belongs to it. */
const COMPANIONS = ['', '-wal', '-shm', '-journal'] as const;

/** The files of one database that are there, by name. */
export function filesOfDatabase(folder: string, name: string): string[] {
  return COMPANIONS.map((suffix) => `${name}${suffix}`).filter((file) => existsSync(join(folder, file)));
}
