import { EventStoreDbEventStore, type EventStoreDbEventStoreOptions } from './eventstoredb-event-store.js';
import {
  EventStoreDouble,
  type EventStoreDoubleOptions,
} from '../../../../test/support/eventstoredb/event-store-double.js';

export interface StoreOnDouble {
  readonly double: EventStoreDouble;
  readonly store: EventStoreDbEventStore;
  /** A further process on the same log. */
  another(options?: Partial<EventStoreDbEventStoreOptions>): Promise<EventStoreDbEventStore>;
  /** What the store told its log. */
  readonly told: readonly object[];
}

export interface StoreOnDoubleOptions {
  readonly double?: EventStoreDoubleOptions;
  readonly store?: Partial<EventStoreDbEventStoreOptions>;
  /** How long one call may take, in milliseconds. */
  readonly deadlineMs?: number;
}

/** A store on a double of its own, both gone after the test. */
export async function withStoreOnDouble(
  { double: doubleOptions, store: storeOptions, deadlineMs = 10_000 }: StoreOnDoubleOptions,
  test: (opened: StoreOnDouble) => Promise<void>,
): Promise<void> {
  const double = await EventStoreDouble.start(doubleOptions);
  const told: object[] = [];
  const connectionString = `${double.connectionString}&defaultDeadline=${deadlineMs}&gossipTimeout=1`;
  const log = { error: (facts: object) => void told.push(facts) };
  const stores: EventStoreDbEventStore[] = [];
  const another = async (options: Partial<EventStoreDbEventStoreOptions> = {}) => {
    const store = await EventStoreDbEventStore.open({ connectionString, log, lookEveryMs: 50, ...options });
    stores.push(store);
    return store;
  };
  try {
    await test({ double, store: await another(storeOptions), another, told });
  } finally {
    await Promise.all(stores.map((store) => store.close()));
    double.kill();
  }
}
