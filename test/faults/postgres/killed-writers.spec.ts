import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { startProgram } from '../../support/child-program.js';
import { Random } from '../../support/random-calls/random.js';
import { describeWithPostgresql } from '../../support/with-postgresql.js';
import { AcknowledgedAppends } from '../event-store/acknowledged-appends.js';
import type { PostgresAppendClientInput } from './append-client.js';
import { makeLog, openLog } from './postgres-logs.js';

/** `npm run test:faults` asks for more. */
const ROUNDS = Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 2);
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
const PROCESSES = 3;
const CLIENTS = 4;
const MOST_ACKNOWLEDGEMENTS = 150;
const MOST_MILLISECONDS = 6;
const MILLISECONDS_PER_ROUND = 30_000;

const PROGRAM = new URL('./append-client.js', import.meta.url);

describeWithPostgresql('kill -9 of processes that write to one log on PostgreSQL', (cluster) => {
  it(
    `loses nothing acknowledged, doubles nothing and leaves no gap in ${ROUNDS} rounds`,
    async () => {
      const acknowledged = await campaign(cluster());
      process.stdout.write(
        `kill -9 of ${PROCESSES} writers on PostgreSQL, ${ROUNDS} rounds with CONCORDAT_FAULT_SEED=${SEED}: ` +
          `${acknowledged} acknowledged appends checked: acknowledged loss 0, duplicates 0, gaps 0\n`,
      );
      expect(acknowledged).toBeGreaterThan(0);
    },
    ROUNDS * MILLISECONDS_PER_ROUND,
  );
});

async function campaign(cluster: PostgresqlCluster): Promise<number> {
  const connectionString = await cluster.createDatabase();
  await makeLog(connectionString);
  const random = new Random(SEED);
  const appends = new AcknowledgedAppends(`kill -9 with seed ${SEED}`, PROCESSES * CLIENTS);
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all(
      Array.from({ length: PROCESSES }, (_, index) => {
        const moment = { acknowledgements: random.below(MOST_ACKNOWLEDGEMENTS), ms: random.below(MOST_MILLISECONDS) };
        return appendUntilKilled(connectionString, appends, index * CLIENTS, moment);
      }),
    );
    await check(cluster, connectionString, (log) => appends.check(log));
  }
  await check(cluster, connectionString, (log) => appends.checkFromStart(log));
  return appends.total;
}

/** Kills a process after so many acknowledgements, and a little later. */
async function appendUntilKilled(
  connectionString: string,
  appends: AcknowledgedAppends,
  firstClient: number,
  moment: { readonly acknowledgements: number; readonly ms: number },
): Promise<void> {
  const startAt = appends.counts.slice(firstClient, firstClient + CLIENTS);
  const input: PostgresAppendClientInput = { connectionString, campaign: appends.campaign, startAt, firstClient };
  let remaining = moment.acknowledgements;
  let reached: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => (reached = resolve));
  if (remaining === 0) reached();
  const program = startProgram({
    program: PROGRAM,
    input,
    onLine: (line) => {
      appends.add(line);
      remaining -= 1;
      if (remaining === 0) reached();
    },
  });
  await Promise.race([enough, program.ended]);
  await wait(moment.ms);
  program.process.kill('SIGKILL');
  const { signal, errorOutput } = await program.ended;
  expect({ signal, errorOutput }).toEqual({ signal: 'SIGKILL', errorOutput: '' });
}

/** What a killed process has sent may still be under way on the server: it counts when its session has ended. */
async function check(
  cluster: PostgresqlCluster,
  connectionString: string,
  look: (log: Awaited<ReturnType<typeof openLog>>['store']) => Promise<void>,
): Promise<void> {
  const sessions = "select pid from pg_stat_activity where application_name = 'concordat log writer'";
  while ((await cluster.query(sessions)).length > 0) await wait(5);
  const log = await openLog({ connectionString });
  try {
    await look(log.store);
  } finally {
    await log.close();
  }
}
