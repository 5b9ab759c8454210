import { setTimeout as pause } from 'node:timers/promises';
import { connectionFault, isConnectionLost, placeOf, sqlStateOf, type PostgresSettings } from '#platform/postgres';
import { EventLogUnavailableError } from './postgres-event-store.errors.js';

/** First and longest pause before a query is sent again, in milliseconds. */
const PAUSES = { first: 50, longest: 1_000 };

/** A statement took too long or was ended by somebody, a lock could not be had: nobody's fault for good. */
const CANCELLED = new Set(['57014', '55P03']);

/**
 * Sends a query that reads again when its connection is lost, or it was cancelled.
 * @param patienceMs for how long
 * @param isWanted whether anybody still waits for the answer
 * @throws EventLogUnavailableError
 */
export async function patiently<Result>(
  query: () => Promise<Result>,
  settings: PostgresSettings,
  patienceMs: number,
  isWanted: () => boolean,
): Promise<Result> {
  const end = performance.now() + patienceMs;
  for (let pauseMs = PAUSES.first; ; pauseMs = Math.min(pauseMs * 2, PAUSES.longest)) {
    try {
      return await query();
    } catch (error) {
      if (!isConnectionLost(error) && !CANCELLED.has(sqlStateOf(error) ?? '')) throw error;
      if (!isWanted() || performance.now() + pauseMs > end) {
        throw new EventLogUnavailableError(placeOf(settings), { cause: connectionFault(error, settings) });
      }
    }
    await pause(pauseMs * (0.5 + Math.random() / 2));
  }
}
