import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names the folder in which processes under load tell what they hold on to. */
export const LIVE_MEMORY_FOLDER = 'SOAK_LIVE_MEMORY_FOLDER';

const PRELOAD = new URL('./live-memory.preload.js', import.meta.url);

/** Has processes that are started from now on tell it. */
export function haveLiveMemoryTold(folder: string): void {
  process.env[LIVE_MEMORY_FOLDER] = folder;
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import=${PRELOAD.href}`;
}

export function liveMemoryFile(folder: string, pid: number): string {
  return join(folder, `${pid}.megabytes`);
}

/** What a process held on to when it told it last, in megabytes; `undefined` before that. */
export function liveMegabytes(folder: string, pid: number): number | undefined {
  try {
    const megabytes = Number.parseFloat(readFileSync(liveMemoryFile(folder, pid), 'utf8'));
    return Number.isNaN(megabytes) ? undefined : megabytes;
  } catch {
    return undefined;
  }
}
