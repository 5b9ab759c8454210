import { expect, it } from '@jest/globals';
import { Random } from '../../support/random-calls/random.js';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import { Fleet } from './fleet.js';
import { recordFigures, RegisteringClient, sumOfFigures } from './registering-client.js';

/** `npm run test:faults` asks for more. */
const KILLS = Math.min(100, Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 1));
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
const [APIS, WORKERS, CLIENTS] = [2, 2, 4];
/** Between two kills, of all clients. */
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
          const token = tokenOf(fleet);
          const clients = Array.from(
            { length: CLIENTS },
            (_, index) => new RegisteringClient(fleet.urls, token, new Random(SEED + index)),
          );
          const takeovers: number[] = [];
          for (let kill = 1; kill <= KILLS; kill += 1) {
            takeovers.push(await killMeanwhile(fleet, clients));
            if (kill < KILLS) await fleet.startWorker();
          }
          const figures = sumOfFigures(clients);
          const { acknowledgedLoss, duplicates } = recordFigures(clients, await fleet.registered());
          process.stdout.write(
            `owner killed ${KILLS} times (CONCORDAT_FAULT_SEED=${SEED}): ${figures.commands} commands sent ${figures.sent} times, ` +
              `acknowledged loss ${acknowledgedLoss}, duplicates ${duplicates}, ` +
              `reads behind a returned position ${figures.readsBehind} of ${figures.reads}; ` +
              `taken over within ${Math.round(Math.max(...takeovers))} ms\n`,
          );
          expect({ ...figures, acknowledgedLoss, duplicates }).toMatchObject({
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
async function killMeanwhile(fleet: Fleet, clients: readonly RegisteringClient[]): Promise<number> {
  const each = COMMANDS / clients.length;
  const working = clients.map(async (client) => {
    for (let count = 0; count < each; count += 1) await client.registerOne();
  });
  const killed = await fleet.killOwner();
  const start = performance.now();
  await fleet.ownerOtherThan(killed);
  const milliseconds = performance.now() - start;
  await Promise.all(working);
  return milliseconds;
}

/** One token for all requests of a while: asking for each would be most of the work. */
function tokenOf(fleet: Fleet): () => Promise<string> {
  const reuseForMs = 30_000;
  let current: { readonly until: number; readonly token: Promise<string> } | undefined;
  return () => {
    if (current === undefined || current.until < performance.now()) {
      current = { until: performance.now() + reuseForMs, token: fleet.token() };
    }
    return current.token;
  };
}
