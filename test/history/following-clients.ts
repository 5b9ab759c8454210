import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Position } from '../../libs/platform/event-store/index.js';
import type { Random } from '../support/random-calls/random.js';
import type { FollowedSubscription } from './history-recorder.js';
import type { RecordingClient } from './recording-client.js';

const MOST_IN_A_BATCH = 7;
/** Before a subscription that broke off is begun again, in milliseconds. */
const PAUSE_MS = 5;

export interface FollowingOptions {
  /** When nothing has come for so long, nothing will, in milliseconds. Only a faulty engine is waited for in vain. */
  readonly standstillMs: number;
  /** Subscribes again where a subscription broke off. */
  readonly patient: boolean;
}

/** Clients that follow the log while others write, each at its own pace. */
export class FollowingClients {
  readonly #ending = new AbortController();
  readonly #followed = new Set<FollowedSubscription>();
  #running: Promise<unknown>[] = [];
  #onBatch: () => void = () => undefined;

  constructor(
    private readonly clients: readonly RecordingClient[],
    private readonly options: FollowingOptions,
  ) {}

  start(after: Position, random: Random): void {
    this.#running = this.clients.map((client) => this.#follow(client, after, random));
    // Reported by `finish`.
    for (const running of this.#running) running.catch(() => undefined);
  }

  /** Waits until all have come to the end of the log, or stand still, and ends them. */
  async finish(end: Position): Promise<void> {
    while ([...this.#followed].some(({ reached }) => reached < end)) if (!(await this.#moves())) break;
    for (const followed of this.#followed) followed.mustReach = end;
    this.#ending.abort();
    await Promise.all(this.#running);
  }

  async #follow(client: RecordingClient, start: Position, random: Random): Promise<void> {
    const [turns, batchSize] = [random.below(4), 1 + random.below(MOST_IN_A_BATCH)];
    let current: FollowedSubscription | undefined;
    const started = (followed: FollowedSubscription): void => {
      if (current !== undefined) this.#followed.delete(current);
      current = followed;
      this.#followed.add(followed);
    };
    const afterBatch = async (): Promise<void> => {
      this.#onBatch();
      for (let turn = 0; turn < turns; turn += 1) await nextTurn();
    };
    const { signal } = this.#ending;
    while (!signal.aborted) {
      try {
        await client.subscribe({ after: current?.reached ?? start, batchSize, signal, started, afterBatch });
      } catch (error) {
        if (!this.options.patient) throw error;
        await pause(PAUSE_MS);
      }
    }
  }

  #moves(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), this.options.standstillMs);
      this.#onBatch = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}
