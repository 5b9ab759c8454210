import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Position } from '../../libs/platform/event-store/index.js';
import type { Random } from '../support/random-calls/random.js';
import type { FollowedSubscription } from './history-recorder.js';
import type { RecordingClient } from './recording-client.js';

const MOST_IN_A_BATCH = 7;

/** Clients that follow the log while others write, each at its own pace. */
export class FollowingClients {
  readonly #ending = new AbortController();
  readonly #followed = new Set<FollowedSubscription>();
  #running: Promise<unknown>[] = [];
  #onBatch: () => void = () => undefined;

  constructor(
    private readonly clients: readonly RecordingClient[],
    /** When nothing has come for so long, nothing will. Only a faulty engine is waited for in vain. */
    private readonly standstillMs: number,
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

  async #follow(client: RecordingClient, after: Position, random: Random): Promise<void> {
    const turns = random.below(4);
    await client.subscribe({
      after,
      batchSize: 1 + random.below(MOST_IN_A_BATCH),
      signal: this.#ending.signal,
      started: (followed) => void this.#followed.add(followed),
      afterBatch: async () => {
        this.#onBatch();
        for (let turn = 0; turn < turns; turn += 1) await nextTurn();
      },
    });
  }

  #moves(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), this.standstillMs);
      this.#onBatch = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}
