import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { LIVE_MEMORY_FOLDER, liveMemoryFile } from './live-memory.js';

/**
 * Loaded into the processes under load before their own program: tells now and then how much they hold on to once garbage
 * is collected. What the kernel counts goes up and down with the heap's reserves, and goes up for long.
 */
const TELL_EVERY_MS = 15_000;

const folder = process.env[LIVE_MEMORY_FOLDER];
// Threads load it too, and have heaps of their own.
if (folder !== undefined && isMainThread) {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  setInterval(() => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    writeFileSync(liveMemoryFile(folder, process.pid), String((heapUsed + external) / 1e6));
  }, TELL_EVERY_MS).unref();
}
