import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { NumberedEventStore, openEventStoreDb } from '../../../libs/platform/event-store/index.js';
import { checkHistory } from '../../history/check-history.js';
import { figuresOf, inWords, sumOf, type Figures } from '../../history/figures.js';
import { recordHistory } from '../../history/workload.js';
import { EventStoreDouble } from '../../support/eventstoredb/event-store-double.js';
import { Random } from '../../support/random-calls/random.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { DISTURBANCES, type Disturbance } from './disturbances.js';

/** `npm run test:faults` asks for more. */
const ROUNDS = Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 1);
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
const PROCESSES = 3;
const NODES = 3;
/** So that calls without an answer are soon given up. */
const ANSWER_WITHIN_MS = 300;
const WORKLOAD = { clients: 6, operationsPerClient: 15, subscriptions: 3 };
const MILLISECONDS_PER_ROUND = 120_000;

/** What is shown is shown of the adapter and of the numbers above it: the server is a double. */
describe('a log in a double of EventStoreDB, with three processes that write, while', () => {
  it.each(DISTURBANCES)(
    '$name, keeps its promises',
    async (disturbance) => {
      const figures: Figures[] = [];
      let times = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const result = await disturbedHistory(disturbance, SEED + round);
        figures.push(result.figures);
        times += result.times;
      }
      const sum = sumOf(figures);
      process.stdout.write(
        `EventStoreDB double, ${disturbance.name} ${times} times (CONCORDAT_FAULT_SEED=${SEED}): ${inWords(sum)}\n`,
      );
      expect(times).toBeGreaterThan(0);
      expect(sum).toMatchObject({ acknowledgedLoss: 0, duplicates: 0, gaps: 0, readsBehind: 0 });
    },
    ROUNDS * MILLISECONDS_PER_ROUND,
  );
});

async function disturbedHistory(
  disturbance: Disturbance,
  seed: number,
): Promise<{ readonly figures: Figures; readonly times: number }> {
  const folder = temporaryFolder();
  const double = await EventStoreDouble.start({ nodes: NODES });
  const stores = await Promise.all(
    Array.from({ length: PROCESSES }, (_, process) => openStore(double, join(folder.path, `${process}.db`))),
  );
  try {
    let times = 0;
    const history = await recordHistory({
      stores,
      seed,
      ...WORKLOAD,
      patient: true,
      idsInOtherStreams: false,
      during: async (progress) => {
        times = await disturbance.run(double, new Random(seed), progress);
      },
    });
    const violations = checkHistory(history, { contiguousPositions: true, saysWhoWrote: false });
    expect({ seed, violations }).toEqual({ seed, violations: [] });
    return { figures: figuresOf(history, violations), times };
  } finally {
    for (const store of stores) await store.close();
    double.kill();
    folder.remove();
  }
}

async function openStore(double: EventStoreDouble, file: string): Promise<NumberedEventStore> {
  const log = { error: () => undefined };
  const { connectionString } = double;
  const store = await openEventStoreDb({
    connectionString: `${connectionString}&defaultDeadline=${ANSWER_WITHIN_MS}`,
    log,
    lookEveryMs: 100,
  });
  return NumberedEventStore.open({ store, file, log });
}
