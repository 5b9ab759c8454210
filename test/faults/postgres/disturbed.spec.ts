import { expect, it } from '@jest/globals';
import { inWords, sumOf } from '../../history/figures.js';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import { disturbedHistory, type DisturbedFigures } from './disturbed.campaign.js';
import { DISTURBANCES } from './disturbances.js';

/** `npm run test:faults` asks for more. */
const ROUNDS = Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 1);
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
const OPERATIONS = 40;
const MILLISECONDS_PER_ROUND = 60_000;

describeWithPostgresql('a log on PostgreSQL with eight writers, while', (cluster) => {
  it.each(DISTURBANCES)(
    '$name, keeps its promises',
    async (disturbance) => {
      const results: DisturbedFigures[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const seed = SEED + round;
        results.push(
          await disturbedHistory({ cluster: cluster(), disturbance, seed, operationsPerClient: OPERATIONS }),
        );
      }
      const times = results.reduce((sum, { disturbances }) => sum + disturbances, 0);
      const figures = sumOf(results.map((result) => result.figures));
      process.stdout.write(`${disturbance.name} ${times} times (CONCORDAT_FAULT_SEED=${SEED}): ${inWords(figures)}\n`);
      expect(times).toBeGreaterThan(0);
      expect(figures).toMatchObject({ acknowledgedLoss: 0, duplicates: 0, gaps: 0, readsBehind: 0 });
    },
    ROUNDS * MILLISECONDS_PER_ROUND,
  );
});
