import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { LogInspection, type LogFacts } from '#platform/event-store';
import { fencesIn } from '#platform/privacy';
import { BackupError } from './backup.errors.js';
import { writeManifest, type BackupManifest } from './backup.manifest.js';
import { BackupFolder } from './backup-folder.js';
import { checkpointIn } from './checkpoint-in.js';
import { copyDatabase } from './copy-database.js';
import { DATA_FILES, FENCES_FILE, KEY_FILES } from './data-folder.files.js';
import { checkFolder, finished } from './folder-check.js';
import { LogDamagedError } from './integrity.errors.js';
import { copyDurably, digestOfFile, synchronise, writeDurably } from './durable-files.js';
import { fenceListText } from './fence-list.js';
import { saying } from './file-faults.js';
import { keyStoreOf } from './place-of-keys.js';

export interface BackupOptions {
  /** The data folder of a service; it may be running. */
  readonly dataFolder: string;
  /** A folder that is not there yet. */
  readonly to: string;
  /** Where the key store is, when it is not in the data folder. */
  readonly keyStore?: string;
  /** Another one for the keys, on another disk than the record. Without it no keys are copied. */
  readonly keysTo?: string;
  readonly now: Date;
}

export interface BackupReport {
  readonly record: BackupManifest;
  readonly keys: BackupManifest | undefined;
}

/**
 * Copies the record while the service goes on. The ledger is copied first and the keys last: so the ledger never knows
 * of an event that the log lacks, and no event lacks its key unless that was destroyed in between.
 * @throws BackupError
 */
export function makeBackup(options: BackupOptions): BackupReport {
  const { dataFolder, to, keysTo } = options;
  if (!existsSync(join(dataFolder, DATA_FILES.log))) {
    throw new BackupError(`There is no event log in ${dataFolder}. Name the data folder of the service.`);
  }
  const keyStore = keyStoreOf(dataFolder, options.keyStore);
  if (keysTo !== undefined) requireApart(to, keysTo);
  return saying('The backup was not made', () => {
    const record = BackupFolder.begin(to, dataFolder);
    let keys: BackupFolder | undefined;
    try {
      keys = keysTo === undefined ? undefined : BackupFolder.begin(keysTo, dataFolder);
      const report = fill(options, keyStore, record, keys);
      record.complete();
      keys?.complete();
      return report;
    } catch (error) {
      keys?.abandon();
      record.abandon();
      throw error;
    }
  });
}

/** Who has the one must not have the other. */
function requireApart(to: string, keysTo: string): void {
  const isWithin = (folder: string, other: string) => !/^\.\.(\/|$)/.test(relative(resolve(folder), resolve(other)));
  if (!isWithin(to, keysTo) && !isWithin(keysTo, to)) return;
  throw new BackupError(
    `The keys (${keysTo}) and the record (${to}) must be kept apart. Name another folder for the keys.`,
  );
}

function fill(
  { dataFolder, now }: BackupOptions,
  keyStore: string | undefined,
  record: BackupFolder,
  keys: BackupFolder | undefined,
): BackupReport {
  const databases = copyRecord(dataFolder, record);
  requireSound(record);
  const facts = factsOf(record.file(DATA_FILES.log));
  const about = {
    format: 1 as const,
    backup: randomUUID(),
    createdAt: now.toISOString(),
    installation: facts.installationId,
    position: facts.head,
    lastRecordedAt: facts.lastRecordedAt ?? null,
    checkpoint: checkpointIn(record.file(DATA_FILES.ledger))?.note ?? null,
  };
  const described = keys && describe(keys, { ...about, holds: 'keys' }, copyKeys(dataFolder, keyStore, keys));
  const fences = keyStore === undefined ? [] : fencesIn(keyStore);
  const list = { format: 1, installation: facts.installationId, listedAt: about.createdAt, fences } as const;
  writeDurably(record.file(FENCES_FILE), fenceListText(list));
  return { record: describe(record, { ...about, holds: 'record' }, [...databases, FENCES_FILE]), keys: described };
}

/** The copy is checked and not the log: the service goes on in the meantime. */
function requireSound(record: BackupFolder): void {
  const { faults } = finished(checkFolder(record.path));
  if (faults.length > 0) throw new LogDamagedError(record.file(DATA_FILES.log), faults);
}

function copyRecord(dataFolder: string, folder: BackupFolder): string[] {
  const names = [DATA_FILES.ledger, DATA_FILES.log].filter((name) => existsSync(join(dataFolder, name)));
  for (const name of names) copyDatabase(join(dataFolder, name), folder.file(name));
  return names;
}

function copyKeys(dataFolder: string, keyStore: string | undefined, folder: BackupFolder): string[] {
  const files = KEY_FILES.filter((name) => existsSync(join(dataFolder, name)));
  for (const name of files) copyDurably(join(dataFolder, name), folder.file(name));
  if (keyStore === undefined) return files;
  copyDatabase(keyStore, folder.file(DATA_FILES.keys));
  return [...files, DATA_FILES.keys];
}

function factsOf(file: string): LogFacts {
  const log = new LogInspection(file);
  try {
    return log.facts();
  } finally {
    log.close();
  }
}

function describe(
  folder: BackupFolder,
  about: Omit<BackupManifest, 'files'>,
  names: readonly string[],
): BackupManifest {
  const files = names.map((name) => {
    synchronise(folder.file(name));
    return { name, ...digestOfFile(folder.file(name)) };
  });
  const manifest = { ...about, files };
  writeManifest(folder.path, manifest);
  return manifest;
}
