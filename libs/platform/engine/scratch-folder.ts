import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDurably } from '#platform/backup';
import { DataFolderInUseError, lockDataFolder } from '#platform/event-store';

/** Another process uses the scratch folder. */
export class ScratchFolderInUseError extends Error {
  override readonly name = 'ScratchFolderInUseError';
  constructor(folder: string) {
    super(
      `The scratch folder ${folder} is in use by another process. Give each process one of its own ` +
        '(CONCORDAT_SCRATCH_FOLDER), or none: it then makes a temporary one.',
    );
  }
}

/** Where a process keeps what it works out from the log. All of it may be lost. */
export interface ScratchFolder {
  readonly ledgerFile: string;
  readonly ordinalsFile: string;
  /** Empties the folder when what is in it was worked out from another log. */
  belongTo(installationId: string): void;
  release(): void;
}

const FILES = { ledger: 'ledger.db', ordinals: 'ordinals.db', log: 'log.id' } as const;

/**
 * @param folder left out: a temporary one, which is removed at the end
 * @throws ScratchFolderInUseError, DataFolderNotWritableError
 */
export function openScratchFolder(folder?: string): ScratchFolder {
  const path = folder ?? mkdtempSync(join(tmpdir(), 'concordat-scratch-'));
  const lock = lockScratch(path);
  const file = (name: keyof typeof FILES) => join(path, FILES[name]);
  return {
    ledgerFile: file('ledger'),
    ordinalsFile: file('ordinals'),
    belongTo: (installationId) => {
      const marker = file('log');
      if (existsSync(marker) && readFileSync(marker, 'utf8') === installationId) return;
      for (const name of [FILES.ledger, FILES.ordinals]) {
        for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(join(path, name + suffix), { force: true });
      }
      writeDurably(marker, installationId);
    },
    release: () => {
      lock.release();
      if (folder === undefined) rmSync(path, { recursive: true, force: true });
    },
  };
}

function lockScratch(path: string) {
  try {
    return lockDataFolder(path);
  } catch (error) {
    if (error instanceof DataFolderInUseError) throw new ScratchFolderInUseError(path);
    throw error;
  }
}
