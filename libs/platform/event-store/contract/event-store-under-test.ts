import { it } from '@jest/globals';
import type { EventStore, EventStoreCapabilities } from '../event-store.port.js';

/** What the contract suite needs to know of an engine, and how it gets at one. */
export interface EventStoreUnderTest {
  readonly capabilities: EventStoreCapabilities;
  /** Whether the engine records the time that `open` is given, rather than a server's. */
  readonly takesClock: boolean;
  /**
   * How many sequences of appends, made at random, are compared with a model. Default 100; fewer where each takes long and
   * what decides about them is tried on a faster store too.
   */
  readonly sequences?: number;
  /** Opens a store whose log nobody else writes to. It need not be empty. */
  open(options: OpenOptions): Promise<OpenedEventStore>;
}

export interface OpenOptions {
  readonly clock?: () => Date;
}

export interface OpenedEventStore {
  readonly store: EventStore;
  /** Closes the store and opens it again over the same log. Durable engines have it. */
  reopen?(): Promise<EventStore>;
  /** Closes whatever is open and removes what it left behind. */
  close(): Promise<void>;
}

type Test = (opened: OpenedEventStore) => Promise<void> | void;

/** Like `it`, for a test that gets a store of its own, which is closed afterwards. */
export function fromFreshStore(underTest: EventStoreUnderTest, options: OpenOptions = {}) {
  return (name: string, test: Test): void => {
    it(name, () => withStore(underTest, options, test));
  };
}

export async function withStore(underTest: EventStoreUnderTest, options: OpenOptions, test: Test): Promise<void> {
  const opened = await underTest.open(options);
  try {
    await test(opened);
  } finally {
    await opened.close();
  }
}
