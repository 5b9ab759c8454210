import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type * as GappyLogModule from '../../libs/platform/event-store/numbered/gappy-log.fixture.js';
import type { EventStore } from '../../libs/platform/event-store/index.js';
import { checkHistory } from './check-history.js';
import { MEMORY_MUTANTS } from './mutants/memory.mutants.js';
import type { Mutant } from './mutants/mutant.js';
import { mutatedEventStore, type MutatedEventStore } from './mutants/mutated-event-store.js';
import { NUMBERED_MUTANTS } from './mutants/numbered.mutants.js';
import { SQLITE_MUTANTS } from './mutants/sqlite.mutants.js';
import { withSlowSubscriptions } from './slow-subscriptions.js';
import { unsteadyClock } from './unsteady-clock.js';
import { recordHistory } from './workload.js';
import type { Rule } from './violation.js';

/** A fault may need the right moment: so many histories are recorded before it counts as missed. */
const ATTEMPTS = 5;
const WORKLOAD = { clients: 6, operationsPerClient: 60, subscriptions: 3, standstillMs: 1_000 };

/** One store for each process. */
type Open = (mutated: MutatedEventStore, seed: number) => Promise<readonly EventStore[]>;

describe('the checker of histories finds an engine in memory that', () => {
  it.each(MEMORY_MUTANTS)('$name', (mutant) =>
    expectFound(mutant, async ({ module }, seed) => [new module.MemoryEventStore({ clock: unsteadyClock(seed) })]),
  );
});

describe('the checker of histories finds an embedded engine that', () => {
  it.each(SQLITE_MUTANTS)('$name', (mutant) =>
    expectFound(mutant, async ({ module, folder }, seed) => [
      await module.SqliteEventStore.open({ file: join(folder, `${seed}.sqlite`), clock: unsteadyClock(seed) }),
    ]),
  );
});

describe('the checker of histories finds numbers for a log with gaps that', () => {
  it.each(NUMBERED_MUTANTS)('$name', (mutant) =>
    expectFound(mutant, async (mutated, seed) => {
      const { GappyLog } = await mutated.load<typeof GappyLogModule>('numbered/gappy-log.fixture.js');
      const log = new GappyLog();
      const open = (process: number) =>
        mutated.module.NumberedEventStore.open({
          store: withSlowSubscriptions(log.connect(unsteadyClock(seed + process))),
          file: join(mutated.folder, `${seed}-${process}.db`),
        });
      return [await open(0), await open(1)];
    }),
  );
});

async function expectFound(mutant: Mutant, open: Open): Promise<void> {
  const mutated = await mutatedEventStore(mutant);
  try {
    const broken = new Set<Rule>();
    for (let seed = 1; seed <= ATTEMPTS && !mutant.breaks.some((rule) => broken.has(rule)); seed += 1) {
      for (const rule of await rulesBrokenBy(mutated, open, seed)) broken.add(rule);
    }
    if (mutant.alone) expect([...broken]).toEqual(mutant.breaks);
    else expect(mutant.breaks.filter((rule) => broken.has(rule))).not.toEqual([]);
  } finally {
    mutated.remove();
  }
}

async function rulesBrokenBy(mutated: MutatedEventStore, open: Open, seed: number): Promise<readonly Rule[]> {
  const stores = await open(mutated, seed);
  try {
    const history = await recordHistory({ stores, seed, idsInOtherStreams: stores.length === 1, ...WORKLOAD });
    return checkHistory(history, { contiguousPositions: true, saysWhoWrote: stores.length === 1 }).map(
      ({ rule }) => rule,
    );
  } finally {
    for (const store of stores) await store.close();
  }
}
