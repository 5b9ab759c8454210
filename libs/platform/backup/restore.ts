import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { copyLogUntil, lockDataFolder, LogInspection, type LogFacts } from '#platform/event-store';
import { BackupError, RestoreRefusedError } from './backup.errors.js';
import { readManifest, requireWhole, type BackupManifest } from './backup.manifest.js';
import { checkpointIn, newest, parsedCheckpoint, type KnownCheckpoint } from './checkpoint-in.js';
import { DATA_FILES } from './data-folder.files.js';
import { copyDurably, synchronise, writeDurably } from './durable-files.js';
import { lastToRestore, type RestorePoint } from './restore-point.js';
import { keysToRestore, restoreKeys, type KeyOptions, type RestoredKeys } from './restore-keys.js';
import { beginRestoring, discardRestoring, finishSwitch, switchOver } from './restore-switch.js';
import { saying } from './file-faults.js';
import { readRestored, RESTORED_FILE, restoredText, type Restored } from './restored.file.js';

export interface RestoreOptions extends KeyOptions {
  /** The backup of the record. */
  readonly from: string;
  readonly dataFolder: string;
  readonly until: RestorePoint;
  readonly now: Date;
}

export interface RestoreReport {
  readonly restored: Restored;
  /** Where what was there before is kept. */
  readonly replaced: string;
}

/**
 * Puts a backup in the place of what is in a data folder. Nothing there changes until everything restored is whole and on
 * the disk; interrupted after that, the switch is finished by the next restore or start.
 * @throws BackupDamagedError, RestoreRefusedError, DataFolderInUseError
 */
export function restore(options: RestoreOptions): RestoreReport {
  const { from, dataFolder } = options;
  const manifest = readManifest(from, 'record');
  requireWhole(from, manifest);
  const folder = lockDataFolder(dataFolder);
  try {
    finishSwitch(folder.path);
    const before = factsOfFolder(folder.path);
    requireSameLog(before, manifest);
    const keys = keysToRestore(folder.path, from, manifest, options);
    const circumstances = { manifest, before, keys };
    const restored = saying('Nothing was restored', () => makeRestored(options, folder.path, circumstances));
    const setAside = [DATA_FILES.log, DATA_FILES.ledger, RESTORED_FILE, ...keys.setAside];
    const replaced = switchOver(folder.path, { setAside, removed: [DATA_FILES.readModels] }, options.now);
    return { restored, replaced };
  } finally {
    folder.release();
  }
}

interface ToRestore {
  readonly manifest: BackupManifest;
  readonly before: LogFacts | undefined;
  readonly keys: RestoredKeys;
}

/** Makes all that is to be put in place, beside what is there. */
function makeRestored(options: RestoreOptions, dataFolder: string, { manifest, before, keys }: ToRestore): Restored {
  const { now } = options;
  const restoring = beginRestoring(dataFolder);
  try {
    const position = restoreLog(options, manifest, restoring);
    restoreKeys(keys, restoring, now);
    const earlier = earlierRestore(dataFolder);
    const kept = newest(
      checkpointIn(join(dataFolder, DATA_FILES.ledger)),
      parsedCheckpoint(manifest.checkpoint),
      parsedCheckpoint(earlier?.checkpoint ?? null),
    );
    const restored = describe(manifest, { before, earlier, position, keys, kept, now });
    writeDurably(join(restoring, RESTORED_FILE), restoredText(restored));
    return restored;
  } catch (error) {
    // Copies of keys must not be left where no erasure reaches them.
    discardRestoring(dataFolder);
    throw error;
  }
}

function factsOfFolder(dataFolder: string): LogFacts | undefined {
  if (!existsSync(join(dataFolder, DATA_FILES.log))) return undefined;
  try {
    return factsOf(join(dataFolder, DATA_FILES.log));
  } catch {
    // A restore is what a damaged log is mended with: whatever is wrong with the one there must not keep it off.
    return undefined;
  }
}

function factsOf(file: string): LogFacts {
  const log = new LogInspection(file);
  try {
    return log.facts();
  } finally {
    log.close();
  }
}

function requireSameLog(before: LogFacts | undefined, { installation }: BackupManifest): void {
  if (before === undefined || before.installationId === installation || before.head === 0) return;
  throw new RestoreRefusedError(
    `The data folder holds another log (installation ${before.installationId}) than the backup (${installation}). ` +
      'Restore into the folder that the backup is from, or into an empty one.',
  );
}

function restoreLog({ from, until, now }: RestoreOptions, manifest: BackupManifest, restoring: string): number {
  const source = join(from, DATA_FILES.log);
  const log = new LogInspection(source);
  try {
    const last = lastToRestore(log, until, { now, backupCreatedAt: manifest.createdAt });
    const target = join(restoring, DATA_FILES.log);
    if (last === manifest.position) {
      copyDurably(source, target);
      copyLedger(from, restoring);
    } else {
      copyLogUntil(source, target, last);
      synchronise(target);
    }
    return last;
  } finally {
    log.close();
  }
}

/** With its cosignatures. A shorter log gets a ledger of its own, which is built from it. */
function copyLedger(from: string, restoring: string): void {
  const ledger = join(from, DATA_FILES.ledger);
  if (existsSync(ledger)) copyDurably(ledger, join(restoring, DATA_FILES.ledger));
}

interface Circumstances {
  readonly before: LogFacts | undefined;
  /** What was said of the folder already: it is not forgotten by restoring once more. */
  readonly earlier: Restored | undefined;
  readonly position: number;
  readonly keys: RestoredKeys;
  /** The newest checkpoint known of. */
  readonly kept: KnownCheckpoint | undefined;
  readonly now: Date;
}

function earlierRestore(dataFolder: string): Restored | undefined {
  try {
    return readRestored(dataFolder);
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    return undefined;
  }
}

function describe(manifest: BackupManifest, { before, earlier, position, keys, kept, now }: Circumstances): Restored {
  const head = before?.installationId === manifest.installation ? before.head : 0;
  const known = { position: manifest.position, by: 'backup' } as const;
  return {
    format: 1,
    restoredAt: now.toISOString(),
    backup: manifest.backup,
    backupCreatedAt: manifest.createdAt,
    position,
    known: [
      known,
      { position: head, by: 'replaced-log' } as const,
      { position: kept?.size ?? 0, by: 'checkpoint' } as const,
      ...(earlier === undefined ? [] : [earlier.known]),
    ].reduce((furthest, each) => (each.position > furthest.position ? each : furthest)),
    checkpoint: kept?.note ?? null,
    fences: { from: keys.fencesFrom, count: new Set(keys.fences.map(({ subject }) => subject)).size },
    keys: keys.kind,
  };
}
