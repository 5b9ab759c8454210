import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '../../libs/platform/event-store/index.js';
import { checkHistory } from './check-history.js';
import { MEMORY_MUTANTS } from './mutants/memory.mutants.js';
import type { Mutant } from './mutants/mutant.js';
import { mutatedEventStore, type MutatedEventStore } from './mutants/mutated-event-store.js';
import { SQLITE_MUTANTS } from './mutants/sqlite.mutants.js';
import { unsteadyClock } from './unsteady-clock.js';
import { recordHistory } from './workload.js';
import type { Rule } from './violation.js';

/** A fault may need the right moment: so many histories are recorded before it counts as missed. */
const ATTEMPTS = 5;
const WORKLOAD = { clients: 6, operationsPerClient: 60, subscriptions: 3, standstillMs: 1_000 };

type Open = (mutated: MutatedEventStore, seed: number) => Promise<EventStore>;

describe('the checker of histories finds an engine in memory that', () => {
  it.each(MEMORY_MUTANTS)('$name', (mutant) =>
    expectFound(mutant, async ({ module }, seed) => new module.MemoryEventStore({ clock: unsteadyClock(seed) })),
  );
});

describe('the checker of histories finds an embedded engine that', () => {
  it.each(SQLITE_MUTANTS)('$name', (mutant) =>
    expectFound(mutant, ({ module, folder }, seed) =>
      module.SqliteEventStore.open({ file: join(folder, `${seed}.sqlite`), clock: unsteadyClock(seed) }),
    ),
  );
});

async function expectFound(mutant: Mutant, open: Open): Promise<void> {
  const mutated = await mutatedEventStore(mutant);
  try {
    const broken = new Set<Rule>();
    for (let seed = 1; seed <= ATTEMPTS && !mutant.breaks.some((rule) => broken.has(rule)); seed += 1) {
      for (const rule of await rulesBrokenBy(mutated, open, seed)) broken.add(rule);
    }
    expect(mutant.breaks.filter((rule) => broken.has(rule))).not.toEqual([]);
  } finally {
    mutated.remove();
  }
}

async function rulesBrokenBy(mutated: MutatedEventStore, open: Open, seed: number): Promise<readonly Rule[]> {
  const store = await open(mutated, seed);
  try {
    const history = await recordHistory({ stores: [store], seed, ...WORKLOAD });
    return checkHistory(history, store.capabilities).map(({ rule }) => rule);
  } finally {
    await store.close();
  }
}
