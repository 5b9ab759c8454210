import { expect } from '@jest/globals';
import { checkHistory } from '../../history/check-history.js';
import { figuresOf, type Figures } from '../../history/figures.js';
import { recordHistory } from '../../history/workload.js';
import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { Random } from '../../support/random-calls/random.js';
import { TcpProxy } from '../../support/tcp-proxy.js';
import type { Disturbance } from './disturbances.js';
import { makeLog, openLogs, through } from './postgres-logs.js';

export interface DisturbedHistory {
  readonly cluster: PostgresqlCluster;
  readonly disturbance: Disturbance;
  readonly seed: number;
  readonly operationsPerClient: number;
}

const WRITERS = 8;
const SUBSCRIPTIONS = 3;

export interface DisturbedFigures {
  readonly figures: Figures;
  readonly disturbances: number;
}

/** Has the clients of eight processes use one log while it is disturbed, and checks what they were told. */
export async function disturbedHistory(campaign: DisturbedHistory): Promise<DisturbedFigures> {
  const { cluster, disturbance, seed, operationsPerClient } = campaign;
  const database = await cluster.createDatabase();
  await makeLog(database);
  const network = await TcpProxy.start({ host: '127.0.0.1', port: cluster.port });
  const logs = await openLogs({ connectionString: through(database, network.port) }, WRITERS);
  let disturbances = 0;
  try {
    const random = new Random(seed);
    const history = await recordHistory({
      stores: logs.map(({ store }) => store),
      seed,
      clients: WRITERS,
      operationsPerClient,
      subscriptions: SUBSCRIPTIONS,
      patient: true,
      during: async (progress) => {
        disturbances = await disturbance.run({ cluster, network, random }, progress);
      },
    });
    const violations = checkHistory(history, { contiguousPositions: true, saysWhoWrote: false });
    expect({ seed, violations }).toEqual({ seed, violations: [] });
    await expectSoundTables(cluster, database, history.log.length);
    return { figures: figuresOf(history, violations), disturbances };
  } finally {
    for (const log of logs) await log.close();
    await network.close();
  }
}

/** What the tables say, asked past the engine. */
async function expectSoundTables(cluster: PostgresqlCluster, database: string, events: number): Promise<void> {
  const [counts] = await cluster.query(
    `select count(*)::integer as events, max(position)::integer as last, count(distinct id)::integer as ids,
       count(distinct (stream, revision))::integer as revisions,
       (select max(position)::integer from concordat_log.head) as head
     from concordat_log.events`,
    database,
  );
  expect(counts).toEqual({ events, last: events, ids: events, revisions: events, head: events });
}
