import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore, SqliteEventStore } from '../../libs/platform/event-store/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { checkHistory } from './check-history.js';
import { unsteadyClock } from './unsteady-clock.js';
import { recordHistory } from './workload.js';

/** `npm run test:faults` asks for more. */
const HISTORIES = Number(process.env['CONCORDAT_FAULT_ROUNDS'] ?? 5);
const SEED = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
const WORKLOAD = { clients: 8, operationsPerClient: 80, subscriptions: 4 };

describe(`histories of clients that use a log at the same time (CONCORDAT_FAULT_SEED=${SEED})`, () => {
  const seeds = Array.from({ length: HISTORIES }, (_, index) => SEED + index);

  it('show that the engine in memory keeps its promises', async () => {
    for (const seed of seeds) {
      const store = new MemoryEventStore({ clock: unsteadyClock(seed) });
      const history = await recordHistory({ stores: [store], seed, ...WORKLOAD });
      expect({ seed, violations: checkHistory(history, store.capabilities) }).toEqual({ seed, violations: [] });
    }
  });

  it('show that the embedded engine keeps its promises', async () => {
    const folder = temporaryFolder();
    for (const seed of seeds) {
      const store = await SqliteEventStore.open({
        file: join(folder.path, `${seed}.sqlite`),
        clock: unsteadyClock(seed),
      });
      const history = await recordHistory({ stores: [store], seed, ...WORKLOAD });
      expect({ seed, violations: checkHistory(history, store.capabilities) }).toEqual({ seed, violations: [] });
      await store.close();
    }
    folder.remove();
  });
});
