import { describe, expect, it } from '@jest/globals';
import { makeLog, openLog, POSTGRES, type PostgresLogModule } from '../faults/postgres/postgres-logs.js';
import type { PostgresqlCluster } from '../support/postgresql-cluster.js';
import { describeWithPostgresql } from '../support/with-postgresql.js';
import { checkHistory } from './check-history.js';
import { mutatedEventStore } from './mutants/mutated-event-store.js';
import { POSTGRES_MUTANTS } from './mutants/postgres.mutants.js';
import { unsteadyClock } from './unsteady-clock.js';
import type { Rule, Violation } from './violation.js';
import { recordHistory } from './workload.js';

/** `npm run test:faults` asks for more. */
const HISTORIES = Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 2);
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
/** A fault may need the right moment: so many histories are recorded before it counts as missed. */
const ATTEMPTS = 5;
const PROCESSES = 4;
const WORKLOAD = { clients: 8, operationsPerClient: 40, subscriptions: 4, standstillMs: 2_000 };
const MILLISECONDS = 30_000 + HISTORIES * 20_000;

describeWithPostgresql(`histories of clients of ${PROCESSES} processes with one log on PostgreSQL`, (cluster) => {
  it(
    `show that it keeps its promises (CONCORDAT_FAULT_SEED=${SEED})`,
    async () => {
      for (let seed = SEED; seed < SEED + HISTORIES; seed += 1) {
        expect({ seed, violations: await check(cluster(), POSTGRES, seed) }).toEqual({ seed, violations: [] });
      }
    },
    MILLISECONDS,
  );

  describe('have the checker find that it', () => {
    it.each(POSTGRES_MUTANTS)('$name', async (mutant) => {
      const { module, remove } = await mutatedEventStore(mutant);
      try {
        const broken = new Set<Rule>();
        for (let seed = 1; seed <= ATTEMPTS && !mutant.breaks.some((rule) => broken.has(rule)); seed += 1) {
          for (const { rule } of await check(cluster(), module, seed)) broken.add(rule);
        }
        expect(mutant.breaks.filter((rule) => broken.has(rule))).not.toEqual([]);
      } finally {
        remove();
      }
    });
  });
});

async function check(
  cluster: PostgresqlCluster,
  engine: PostgresLogModule,
  seed: number,
): Promise<readonly Violation[]> {
  const connectionString = await cluster.createDatabase();
  await makeLog(connectionString, engine);
  const opening = Array.from({ length: PROCESSES }, (_, process) =>
    openLog({ connectionString }, { engine, clock: unsteadyClock(seed + process) }),
  );
  const logs = await Promise.all(opening);
  try {
    const history = await recordHistory({ stores: logs.map(({ store }) => store), seed, patient: true, ...WORKLOAD });
    return checkHistory(history, { contiguousPositions: true });
  } finally {
    for (const log of logs) await log.close();
  }
}
