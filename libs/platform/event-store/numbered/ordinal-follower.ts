import { setTimeout as delay } from 'node:timers/promises';
import { OutageLog } from '#platform/outages';
import type { Arrivals } from '../arrivals.js';
import { StoreClosedError } from '../event-store.errors.js';
import type { EventStore, Position, RecordedEvent } from '../event-store.port.js';
import { LogNotFollowedError } from './numbered-event-store.errors.js';
import type { OrdinalIndex } from './ordinal-index.js';
import type { RecentEvents } from './recent-events.js';

export interface FollowingLog {
  readonly error: (fields: object, message: string) => void;
  readonly info?: (fields: object, message: string) => void;
}

export interface OrdinalFollowerOptions {
  readonly store: EventStore;
  readonly index: OrdinalIndex;
  readonly recent: RecentEvents;
  /** Told of each batch. */
  readonly arrivals: Arrivals;
  readonly log: FollowingLog;
  /** How long nothing may come while somebody waits, in milliseconds. Default 30,000. */
  readonly patienceMs?: number;
  /** How long it waits after a fault before it tries again, in milliseconds. Default 1,000. */
  readonly retryMs?: number;
}

interface Waiter {
  readonly native: Position;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Events numbered in one transaction. */
const BATCH = 1_024;

/** Follows the store below from where the index is, for ever, and tells those who wait how far it is. */
export class OrdinalFollower {
  readonly #stopping = new AbortController();
  readonly #waiters = new Set<Waiter>();
  #patience: NodeJS.Timeout | undefined;
  #loop: Promise<void> = Promise.resolve();

  readonly #outage: OutageLog;

  constructor(private readonly options: OrdinalFollowerOptions) {
    this.#outage = new OutageLog(options.log, {
      began: 'The event log cannot be followed, and is tried again',
      over: 'The event log is followed again',
    });
  }

  start(): void {
    this.#loop = this.#run();
  }

  /**
   * Waits until the index has taken the event at this position of the store below.
   * @throws LogNotFollowedError, StoreClosedError, and the faults of the store below
   */
  cover(native: Position): Promise<void> {
    if (this.options.index.nativeHead >= native) return Promise.resolve();
    if (this.#stopping.signal.aborted) return Promise.reject(new StoreClosedError());
    return new Promise((resolve, reject) => {
      this.#waiters.add({ native, resolve, reject });
      this.#patience ??= this.#startPatience();
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#rejectAll(new StoreClosedError());
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#follow();
        if (!signal.aborted) this.#rejectAll(new LogNotFollowedError('the subscription ended'));
      } catch (error) {
        if (signal.aborted) return;
        this.#outage.failed({ err: error });
        this.#rejectAll(error instanceof Error ? error : new LogNotFollowedError(String(error)));
      }
      await delay(this.options.retryMs ?? 1_000, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #follow(): Promise<void> {
    const { store, index } = this.options;
    const { signal } = this.#stopping;
    for await (const events of store.subscribe({ after: index.nativeHead, signal, batchSize: BATCH })) {
      // The iteration goes on for one more batch after it was told to end.
      if (signal.aborted) return;
      this.#take(events);
      this.#outage.over();
    }
  }

  #take(events: readonly RecordedEvent[]): void {
    const { index, recent, arrivals } = this.options;
    recent.add(index.take(events.filter(({ position }) => position > index.nativeHead)));
    for (const waiter of this.#waiters) {
      if (waiter.native > index.nativeHead) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
    clearTimeout(this.#patience);
    this.#patience = this.#waiters.size > 0 ? this.#startPatience() : undefined;
    arrivals.announce();
  }

  #startPatience(): NodeJS.Timeout {
    const patienceMs = this.options.patienceMs ?? 30_000;
    const timer = setTimeout(() => {
      this.#rejectAll(new LogNotFollowedError(`nothing came for ${patienceMs / 1_000} seconds`));
    }, patienceMs);
    timer.unref();
    return timer;
  }

  #rejectAll(error: Error): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    for (const { reject } of this.#waiters) reject(error);
    this.#waiters.clear();
  }
}
