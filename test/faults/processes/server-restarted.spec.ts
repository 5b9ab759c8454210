import { expect, it } from '@jest/globals';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import { Campaign, told } from './campaign.js';
import { Fleet } from './fleet.js';

/** `npm run test:faults` asks for more. */
const RESTARTS = Math.min(50, Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 1));
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
const [APIS, WORKERS, CLIENTS] = [2, 2, 4];
const COMMANDS = 20;
/** It is gone without a word; it drops everything; it tells its clients to go. */
const ENDS = ['SIGKILL', 'SIGQUIT', 'SIGINT'] as const;
const MILLISECONDS = 120_000 + RESTARTS * 30_000;

/** Each process has lost every connection that it had, and none is started again. */
describeWithPostgresql('two API processes and two workers, whose PostgreSQL is killed and started again', (cluster) => {
  it(
    'lose nothing, double nothing, and go on by themselves',
    async () => {
      const fleet = await Fleet.start(cluster(), APIS, WORKERS);
      try {
        const campaign = new Campaign(fleet, { clients: CLIENTS, commands: COMMANDS, seed: SEED });
        for (let restart = 0; restart < RESTARTS; restart += 1) {
          await campaign.round(async () => {
            await cluster().kill(ENDS[restart % ENDS.length] ?? 'SIGKILL');
            await cluster().start();
          });
        }
        const figures = await campaign.figures();
        process.stdout.write(
          `PostgreSQL restarted ${RESTARTS} times (CONCORDAT_FAULT_SEED=${SEED}): ${told(figures)}\n`,
        );
        expect(figures).toMatchObject({
          commands: RESTARTS * COMMANDS,
          acknowledgedLoss: 0,
          duplicates: 0,
          readsBehind: 0,
          differing: 0,
        });
        expect(fleet.ended).toEqual([]);
      } finally {
        await fleet.stop();
      }
    },
    MILLISECONDS,
  );
});
