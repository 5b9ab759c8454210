import { setTimeout } from 'node:timers/promises';
import { NoAnswerError, ServiceError } from './service-connection.js';

/** What passes by itself, so that the same request may be sent again. */
const PASSING = ['RATE_LIMITED', 'UNAVAILABLE', 'READ_BEHIND', 'CONFLICT', 'STORAGE_FULL'];
/** Waits before each further attempt, in milliseconds. */
const PAUSES = [1_000, 2_000, 4_000, 8_000, 16_000];

export type Wait = (milliseconds: number) => Promise<unknown>;

/** Does work that may safely be done twice, and does it again while what keeps it from being done may pass. */
export async function retrying<T>(work: () => Promise<T>, wait: Wait = setTimeout): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await wait(pause);
    }
  }
  return work();
}

function isPassing(error: unknown): boolean {
  if (error instanceof ServiceError) return error.code !== undefined && PASSING.includes(error.code);
  return error instanceof NoAnswerError;
}
