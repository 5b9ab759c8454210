import { expect, it } from '@jest/globals';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import { Campaign, told } from './campaign.js';
import { Fleet } from './fleet.js';

/** `npm run test:faults` asks for more. */
const KILLS = Math.min(100, Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 1));
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
const [APIS, WORKERS, CLIENTS] = [2, 2, 4];
const COMMANDS = 20;
const MILLISECONDS = 120_000 + KILLS * 30_000;

describeWithPostgresql(
  'two API processes and two workers, of which the one at work is killed again and again',
  (cluster) => {
    it(
      'lose nothing, double nothing, and never show less than was answered',
      async () => {
        const fleet = await Fleet.start(cluster(), APIS, WORKERS);
        try {
          const campaign = new Campaign(fleet, { clients: CLIENTS, commands: COMMANDS, seed: SEED });
          const takeovers: number[] = [];
          for (let kill = 1; kill <= KILLS; kill += 1) {
            takeovers.push(await campaign.round(() => takeover(fleet)));
            if (kill < KILLS) await fleet.startWorker();
          }
          const figures = await campaign.figures();
          process.stdout.write(
            `owner killed ${KILLS} times (CONCORDAT_FAULT_SEED=${SEED}): ${told(figures)}; ` +
              `taken over within ${Math.round(Math.max(...takeovers))} ms\n`,
          );
          expect(figures).toMatchObject({
            commands: KILLS * COMMANDS,
            acknowledgedLoss: 0,
            duplicates: 0,
            readsBehind: 0,
            differing: 0,
          });
        } finally {
          await fleet.stop();
        }
      },
      MILLISECONDS,
    );
  },
);

/** @returns how long the read models were without a keeper, in milliseconds */
async function takeover(fleet: Fleet): Promise<number> {
  const killed = await fleet.killOwner();
  const start = performance.now();
  await fleet.ownerOtherThan(killed);
  return performance.now() - start;
}
