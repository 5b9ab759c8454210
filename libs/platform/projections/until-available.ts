import { setTimeout as delay } from 'node:timers/promises';
import { SealingSuspendedError } from '#platform/event-sourcing';
import { ReadModelsUnavailableError } from './read-model-database.js';

export interface Patience {
  readonly signal: AbortSignal;
  readonly retryMs: number;
}

/**
 * Does work again for as long as the database of the read models is away, or keys cannot be reached: nothing of what it
 * tried last was kept then.
 * @throws what the work throws otherwise, and the signal's reason
 */
export async function untilAvailable<Result>(
  work: () => Promise<Result>,
  { signal, retryMs }: Patience,
): Promise<Result> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ReadModelsUnavailableError || error instanceof SealingSuspendedError)) throw error;
      await delay(retryMs, undefined, { signal });
    }
  }
}
