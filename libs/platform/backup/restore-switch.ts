import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { filesOfDatabase, REPLACED_PREFIX } from './data-folder.files.js';
import { OWNER_ONLY_FOLDER, synchronise, writeDurably } from './durable-files.js';

/*
 * Putting restored files in the place of those that are there. It happens within the data folder, which may be a mount
 * that cannot be renamed, in two phases: first everything old is set aside, then everything new is moved in. A state
 * file says which phase it is, so that whoever comes after a crash goes on with it. Until that file is there, the old
 * files are untouched.
 */

const RESTORING = 'restoring';
const STATE = 'switch.json';

const stateSchema = z.strictObject({
  phase: z.enum(['set-aside', 'move-in']),
  /** The folder, within the data folder, for what was there before. */
  replaced: z.string().regex(/^replaced-[0-9A-Za-z-]{1,40}$/),
  /** Databases and files that must not stay. */
  databases: z.array(z.string()),
  /** Those that are not even kept: they are made anew, and hold in clear text what an erasure would no longer reach. */
  removed: z.array(z.string()).prefault([]),
});

type SwitchState = z.infer<typeof stateSchema>;

/** An empty folder to make the restored files in. What an interrupted restore left in it is removed. */
export function beginRestoring(dataFolder: string): string {
  discardRestoring(dataFolder);
  const folder = join(dataFolder, RESTORING);
  mkdirSync(folder, { mode: OWNER_ONLY_FOLDER });
  return folder;
}

/** Removes what a restore that did not come to the switch had made: it may hold keys. */
export function discardRestoring(dataFolder: string): void {
  rmSync(join(dataFolder, RESTORING), { recursive: true, force: true });
}

export interface ReplacedFiles {
  /** Databases, with their companions, and files to keep. */
  readonly setAside: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Replaces these databases, with their companions, by what is in the folder of `beginRestoring`.
 * @returns the folder in which the replaced files are kept
 */
export function switchOver(dataFolder: string, { setAside: databases, removed }: ReplacedFiles, now: Date): string {
  synchronise(join(dataFolder, RESTORING));
  const replaced = `${REPLACED_PREFIX}${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  writeState(dataFolder, { phase: 'set-aside', replaced, databases: [...databases], removed: [...removed] });
  finishSwitch(dataFolder);
  return join(dataFolder, replaced);
}

/**
 * Goes on with a switch that was interrupted; what was made for one that did not begin is removed.
 * @returns whether there was one
 */
export function finishSwitch(dataFolder: string): boolean {
  const state = readState(dataFolder);
  if (state === undefined) {
    discardRestoring(dataFolder);
    return false;
  }
  if (state.phase === 'set-aside') {
    setAside(dataFolder, state);
    writeState(dataFolder, { ...state, phase: 'move-in' });
  }
  moveIn(dataFolder);
  rmSync(join(dataFolder, RESTORING), { recursive: true });
  synchronise(dataFolder);
  return true;
}

function setAside(dataFolder: string, { replaced, databases, removed }: SwitchState): void {
  const folder = join(dataFolder, replaced);
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  for (const name of databases.flatMap((database) => filesOfDatabase(dataFolder, database))) {
    renameSync(join(dataFolder, name), join(folder, name));
  }
  for (const name of removed.flatMap((database) => filesOfDatabase(dataFolder, database))) {
    rmSync(join(dataFolder, name));
  }
  synchronise(folder);
  synchronise(dataFolder);
}

function moveIn(dataFolder: string): void {
  const folder = join(dataFolder, RESTORING);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(STATE)) renameSync(join(folder, name), join(dataFolder, name));
  }
  synchronise(dataFolder);
}

function writeState(dataFolder: string, state: SwitchState): void {
  writeDurably(join(dataFolder, RESTORING, STATE), JSON.stringify(state));
}

function readState(dataFolder: string): SwitchState | undefined {
  const file = join(dataFolder, RESTORING, STATE);
  return existsSync(file) ? stateSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
