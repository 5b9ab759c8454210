import { setTimeout as delay } from 'node:timers/promises';
import { serverFaultOf } from './server-fault.js';

export interface Persistence {
  /** How long to go on after the first failure, in milliseconds. */
  readonly giveUpAfterMs: number;
  /** Ends the waiting between attempts. */
  readonly signal?: AbortSignal;
  /** What to throw in place of the last failure. */
  readonly givingUp: (error: unknown) => Error;
}

const PAUSES = { first: 20, longest: 2_000 };

/** Makes a call again for as long as it fails for a reason that passes, and pauses longer each time. */
export async function persist<Result>(
  call: (attempt: number) => Promise<Result>,
  { giveUpAfterMs, signal, givingUp }: Persistence,
): Promise<Result> {
  let firstFailure: number | undefined;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call(attempt);
    } catch (error) {
      signal?.throwIfAborted();
      if (serverFaultOf(error) !== 'passing') throw error;
      firstFailure ??= performance.now();
      if (performance.now() - firstFailure >= giveUpAfterMs) throw givingUp(error);
      await delay(pauseMs(attempt), undefined, signal && { signal });
    }
  }
}

/** Spread out, so that processes which lost the same server do not come back all at once. */
function pauseMs(attempt: number): number {
  return Math.min(PAUSES.first * 2 ** (attempt - 1), PAUSES.longest) * (0.5 + Math.random() / 2);
}
