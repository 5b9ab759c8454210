import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  MemoryEventStore,
  NumberedEventStore,
  SqliteEventStore,
  type EventStore,
} from '../../libs/platform/event-store/index.js';
import { GappyLog } from '../../libs/platform/event-store/numbered/gappy-log.fixture.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { checkHistory } from './check-history.js';
import { withSlowSubscriptions } from './slow-subscriptions.js';
import { unsteadyClock } from './unsteady-clock.js';
import { recordHistory } from './workload.js';

/** `npm run test:faults` asks for more. */
const HISTORIES = Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 5);
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
const WORKLOAD = { clients: 8, operationsPerClient: 80, subscriptions: 4 };

describe(`histories of clients that use a log at the same time (CONCORDAT_FAULT_SEED=${SEED})`, () => {
  const seeds = Array.from({ length: HISTORIES }, (_, index) => SEED + index);

  const check = async (seed: number, stores: readonly EventStore[]): Promise<void> => {
    const promises = { contiguousPositions: true, saysWhoWrote: stores.length === 1 };
    const history = await recordHistory({ stores, seed, idsInOtherStreams: stores.length === 1, ...WORKLOAD });
    expect({ seed, violations: checkHistory(history, promises) }).toEqual({
      seed,
      violations: [],
    });
    for (const store of stores) await store.close();
  };

  it('show that the engine in memory keeps its promises', async () => {
    for (const seed of seeds) await check(seed, [new MemoryEventStore({ clock: unsteadyClock(seed) })]);
  });

  it('show that the embedded engine keeps its promises', async () => {
    const folder = temporaryFolder();
    for (const seed of seeds) {
      const file = join(folder.path, `${seed}.sqlite`);
      await check(seed, [await SqliteEventStore.open({ file, clock: unsteadyClock(seed) })]);
    }
    folder.remove();
  });

  it('show that two processes which number the events of a log with gaps keep its promises', async () => {
    const folder = temporaryFolder();
    for (const seed of seeds) {
      const log = new GappyLog();
      const open = (process: number) =>
        NumberedEventStore.open({
          store: withSlowSubscriptions(log.connect(unsteadyClock(seed + process))),
          file: join(folder.path, `${seed}-${process}.db`),
        });
      await check(seed, [await open(0), await open(1)]);
    }
    folder.remove();
  });
});
