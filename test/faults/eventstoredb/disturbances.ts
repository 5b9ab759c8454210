import type { Progress } from '../../history/workload.js';
import type { Fault } from '../../support/eventstoredb/double-faults.js';
import type { EventStoreDouble } from '../../support/eventstoredb/event-store-double.js';
import type { Random } from '../../support/random-calls/random.js';

export interface Disturbance {
  readonly name: string;
  /** Does it now and then, until the clients are done. @returns how often */
  run(double: EventStoreDouble, random: Random, progress: Progress): Promise<number>;
}

/** Between two of them, in operations of all clients. */
const LEAST_OPERATIONS = 20;
const MORE_OPERATIONS = 60;

export const DISTURBANCES: readonly Disturbance[] = [
  repeatedly('the whole cluster is killed', async (double) => {
    double.kill();
    await double.start();
  }),
  repeatedly('another node becomes the leader', async (double, random) => {
    double.electLeader(random.below(double.nodes.length));
  }),
  faulty('answers of appends are lost', 'lost-answer'),
  faulty('appends are written and never answered', 'hang-after-append'),
  faulty('appends are neither written nor answered', 'hang-append'),
  faulty('appends end without an answer', 'half-close-append'),
  faulty('appends are turned away', 'unavailable-append'),
  faulty('reads end too early', 'half-close-read'),
  faulty('reads stop coming', 'hang-read'),
  faulty('reads break off', 'drop-read'),
  faulty('subscriptions break off', 'drop-subscription'),
  faulty('subscriptions end', 'end-subscription'),
  faulty('subscriptions fall silent', 'silent-subscription'),
];

function repeatedly(name: string, act: (double: EventStoreDouble, random: Random) => Promise<void>): Disturbance {
  return {
    name,
    run: async (double, random, { operations, over }) => {
      for (let count = 0; ; count += 1) {
        await operations(LEAST_OPERATIONS + random.below(MORE_OPERATIONS));
        if (over.aborted) return count;
        await act(double, random);
      }
    },
  };
}

function faulty(name: string, fault: Fault): Disturbance {
  const { run } = repeatedly(name, async ({ faults }) => faults.next(fault));
  return {
    name,
    run: async (double, random, progress) => {
      await run(double, random, progress);
      double.faults.clear();
      return double.faults.happened(fault);
    },
  };
}
