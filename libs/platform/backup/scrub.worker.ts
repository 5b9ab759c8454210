/** Looks through the log, slowly, until it is told to end. Started by `scrub.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkFolder } from './folder-check.js';
import type { FromScrub, ScrubStart } from './scrub-messages.js';

const { dataFolder, recordsPerSecond, pauseMs, flag } = workerData as ScrubStart;

if (parentPort === null) throw new Error('scrub.worker.js must be started as a worker thread.');
const port = parentPort;
const post = (message: FromScrub): void => port.postMessage(message);

/** @returns whether to go on */
function sleep(milliseconds: number): boolean {
  return Atomics.wait(flag, 0, 0, milliseconds) === 'timed-out';
}

/** @returns whether it came to its end */
function pass(): boolean {
  // What SQLite checks in one go cannot be ended when the service stops; the console's check has it.
  const check = checkFolder(dataFolder, { leaveOut: 'structure' });
  let before = 0;
  for (;;) {
    const step = check.next();
    if (step.done === true) {
      post({ kind: 'finished', report: step.value });
      return true;
    }
    post({ kind: 'reached', position: step.value });
    const records = step.value - before;
    before = step.value;
    if (sleep((records / recordsPerSecond) * 1_000)) continue;
    check.return({ head: 0, checked: 0, compared: 0, faults: [] });
    return false;
  }
}

while (pass() && sleep(pauseMs));
