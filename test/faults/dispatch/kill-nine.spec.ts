import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { runDispatchKills } from './ended-dispatch.campaign.js';
import { RECIPIENTS, ROUNDS, SEED } from './extent.js';

const MILLISECONDS_PER_ROUND = 120_000;

/** Once or several times, at some moment of the dispatch. */
const killAfter = fc
  .uniqueArray(fc.noBias(fc.integer({ min: 20, max: RECIPIENTS - 50 })), { minLength: 1, maxLength: 2 })
  .map((moments) => moments.toSorted((a, b) => a - b));

describe('kill -9 in the midst of a dispatch', () => {
  it(
    `sends to each of ${RECIPIENTS} recipients once, and says which were in flight, in ${ROUNDS} rounds`,
    async () => {
      process.stdout.write(`kill -9 of dispatches: ${ROUNDS} rounds with CONCORDAT_FAULT_SEED=${SEED}\n`);
      let uncertain = 0;
      for (const moments of fc.sample(killAfter, { numRuns: ROUNDS, seed: SEED })) {
        const folder = temporaryFolder();
        const killed = await runDispatchKills({
          dataFolder: folder.path,
          recipients: RECIPIENTS,
          killAfter: moments,
          signal: 'SIGKILL',
        });
        process.stdout.write(
          `kill -9 of dispatches: after ${moments.join(', ')} messages; ${killed.uncertain} uncertain, ` +
            `${killed.arrivedUncertain} of them had arrived\n`,
        );
        uncertain += killed.uncertain;
        folder.remove();
      }
      // Whoever kills in the midst always finds something in flight.
      expect(uncertain).toBeGreaterThan(0);
    },
    ROUNDS * MILLISECONDS_PER_ROUND,
  );
});

describe('A stop in the midst of a dispatch', () => {
  it(
    'waits for what is in flight, so that nothing is uncertain',
    async () => {
      const folder = temporaryFolder();
      const stopped = { dataFolder: folder.path, recipients: 100, killAfter: [40], signal: 'SIGTERM' } as const;
      expect(await runDispatchKills(stopped)).toEqual({ uncertain: 0, arrivedUncertain: 0 });
      folder.remove();
    },
    MILLISECONDS_PER_ROUND,
  );
});
