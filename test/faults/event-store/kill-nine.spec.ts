import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { runKillNineCampaign } from './kill-nine.campaign.js';

/** `npm run test:faults` asks for more. */
const ROUNDS = Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 8);
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
const CLIENTS = 6;
const MILLISECONDS_PER_ROUND = 10_000;

describe('kill -9', () => {
  it(
    `loses nothing acknowledged, doubles nothing and leaves no gap in ${ROUNDS} rounds`,
    async () => {
      process.stdout.write(`kill -9: ${ROUNDS} rounds with CONCORDAT_FAULT_SEED=${SEED}\n`);
      const folder = temporaryFolder();
      const file = join(folder.path, 'events.sqlite');
      const acknowledged = await runKillNineCampaign({ file, rounds: ROUNDS, clients: CLIENTS, seed: SEED });
      process.stdout.write(`kill -9: ${acknowledged} acknowledged appends checked\n`);
      expect(acknowledged).toBeGreaterThan(0);
      folder.remove();
    },
    ROUNDS * MILLISECONDS_PER_ROUND,
  );
});
