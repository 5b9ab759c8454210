import { setTimeout as delay } from 'node:timers/promises';
import type { Requests, Lease } from '#platform/coordination';
import { SealingSuspendedError } from '#platform/event-sourcing';
import { EventStoreError } from '#platform/event-store';
import { OutageLog } from '#platform/outages';
import type { ProjectionRunner, ProjectionRunnerOptions } from '../projection-runner.js';
import { FencedError, isTemporary } from '../read-model-database.js';
import { Tenure } from './tenure.js';

export interface KeeperOptions extends ProjectionRunnerOptions {
  readonly lease: Lease;
  readonly requests: Requests;
  readonly onMoved: () => void;
}

/** First and longest pause after a fault that may pass, in milliseconds. */
const PAUSES = { first: 100, longest: 5_000 };

/** How often to look whether the lease is held, should it not be told, in milliseconds. */
const LOOK_MS = 250;

/** Keeps the read models whenever this process holds the lease on them, from one tenure to the next. */
export class Keeper {
  readonly #stopping = new AbortController();
  readonly #firstStart = Promise.withResolvers<void>();
  #tenure: Tenure | undefined;
  #running: Promise<void> = Promise.resolve();
  #pauseMs = PAUSES.first;

  readonly #outage: OutageLog;

  constructor(private readonly options: KeeperOptions) {
    this.#outage = new OutageLog(options.log, {
      began: 'The read models could not be kept, which is tried again',
      over: 'The read models are kept again',
    });
  }

  start(): void {
    this.#running = this.#run();
  }

  /**
   * Resolves when this process keeps the read models for the first time and has caught up, as far as their disk allows:
   * for a process that never gets the lease, never.
   */
  get firstStart(): Promise<void> {
    return this.#firstStart.promise;
  }

  /** Undefined while this process does not keep the read models. */
  get runner(): ProjectionRunner | undefined {
    return this.#tenure?.runner;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#tenure?.giveUp();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      if (!this.options.lease.isHeld) await this.#change();
      else if (!(await this.#keep())) return;
    }
  }

  /** @returns false when there is no going on */
  async #keep(): Promise<boolean> {
    this.#tenure = new Tenure(this.options);
    const end = await this.#tenure.run(() => this.#onStarted());
    this.#tenure = undefined;
    if (end.why === 'given up') return true;
    if (!mayPass(end.fault)) {
      this.options.onFault(end.fault);
      return false;
    }
    this.#outage.failed({ err: end.fault });
    await this.#pause(this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, PAUSES.longest);
    return true;
  }

  #onStarted(): void {
    this.#pauseMs = PAUSES.first;
    this.#outage.over();
    this.#firstStart.resolve();
  }

  async #change(): Promise<void> {
    const changed = Promise.withResolvers<void>();
    const endListening = this.options.lease.onChange((isHeld) => isHeld && changed.resolve());
    await Promise.race([changed.promise, this.#pause(LOOK_MS)]);
    endListening();
  }

  async #pause(pauseMs: number): Promise<void> {
    await delay(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }
}

/** Faults of the storage, of the keys and of the connections to them. After a restart of the runner, what it knows is true again. */
function mayPass(fault: unknown): boolean {
  return (
    isTemporary(fault) ||
    fault instanceof FencedError ||
    fault instanceof EventStoreError ||
    fault instanceof SealingSuspendedError
  );
}
