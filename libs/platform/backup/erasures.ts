import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LogInspection } from '#platform/event-store';
import { fencesIn } from '#platform/privacy';
import { BackupError } from './backup.errors.js';
import { DATA_FILES } from './data-folder.files.js';
import { writeDurably } from './durable-files.js';
import { saying } from './file-faults.js';
import { fenceListText, readFenceList, type FenceList } from './fence-list.js';

/**
 * Who was erased, as a data folder says; its service may be running.
 * @param keyStore where the key store is, when it is not in the data folder
 * @throws BackupError when there is no key store: an empty list would say that nobody was erased
 */
export function erasuresOf(dataFolder: string, now: Date, keyStore = join(dataFolder, DATA_FILES.keys)): FenceList {
  if (!existsSync(keyStore)) throw new BackupError(`There is no key store ${keyStore}.`);
  const fences = fencesIn(keyStore);
  return { format: 1, installation: installationOf(dataFolder), listedAt: now.toISOString(), fences };
}

export function writeErasures(file: string, list: FenceList): void {
  if (existsSync(file)) throw new BackupError(`${file} is there already.`);
  saying('The list of erasures was not written', () => writeDurably(file, fenceListText(list)));
}

export { readFenceList as readErasures };

function installationOf(dataFolder: string): string {
  const log = new LogInspection(join(dataFolder, DATA_FILES.log));
  try {
    return log.facts().installationId;
  } finally {
    log.close();
  }
}
