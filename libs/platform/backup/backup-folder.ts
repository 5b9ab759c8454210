import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { lockDataFolder } from '#platform/event-store';
import { BackupError } from './backup.errors.js';
import { synchronise } from './durable-files.js';

/**
 * A folder that is filled under another name and gets its own only when it is whole. What an interrupted run left
 * behind is removed by the next one.
 */
export class BackupFolder {
  private constructor(
    private readonly target: string,
    /** Where to put the files. */
    readonly path: string,
    private readonly release: () => void,
  ) {}

  /** @throws BackupError when the target is there already, or another process fills it */
  static begin(target: string, dataFolder: string): BackupFolder {
    const to = resolve(target);
    requireFree(to, resolve(dataFolder));
    const path = join(dirname(to), `${basename(to)}.incomplete`);
    const { release } = lockDataFolder(path);
    for (const name of readdirSync(path)) {
      if (!name.startsWith('lock')) rmSync(join(path, name), { recursive: true });
    }
    return new BackupFolder(to, path, release);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** Everything is in it and on the disk: gives it its name. */
  complete(): void {
    this.release();
    for (const name of readdirSync(this.path)) if (name.startsWith('lock')) rmSync(join(this.path, name));
    synchronise(this.path);
    renameSync(this.path, this.target);
    synchronise(dirname(this.target));
  }

  abandon(): void {
    this.release();
    rmSync(this.path, { recursive: true, force: true });
  }
}

function requireFree(to: string, dataFolder: string): void {
  const inside = relative(dataFolder, to);
  if (inside === '' || (!inside.startsWith('..') && !inside.startsWith('/'))) {
    throw new BackupError(`${to} lies in the data folder. Put the backup on another disk.`);
  }
  if (!existsSync(to)) return;
  throw new BackupError(`${to} is there already. Name a folder that is not: a backup never replaces another one.`);
}
