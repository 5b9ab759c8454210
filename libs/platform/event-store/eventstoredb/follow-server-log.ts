import { setTimeout as delay } from 'node:timers/promises';
import type { Arrivals } from '../arrivals.js';
import { followLog } from '../log-subscription.js';
import type { RecordedEvent, SubscribeOptions } from '../event-store.port.js';
import { EventStoreDbUnavailableError } from './eventstoredb.errors.js';
import { LogPages } from './log-pages.js';
import type { ServerLog } from './server-log.js';

const PAUSE_MS = 1_000;

/**
 * Follows the log by reading it on, and waits for arrivals where there is nothing more. A subscriber is patient: it goes on
 * when the server has been away, however long.
 */
export function followServerLog(
  server: ServerLog,
  arrivals: Arrivals,
  options: SubscribeOptions,
): AsyncIterable<readonly RecordedEvent[]> {
  const pages = new LogPages(server, options.after);
  // The pages remember how far they looked, which is beyond the last event given where others' events follow it.
  const readPage = (_after: unknown, limit: number) => patientPage(pages, server, limit, options.signal);
  return followLog({ readPage, arrivals }, options);
}

async function patientPage(
  pages: LogPages,
  server: ServerLog,
  limit: number,
  signal: AbortSignal,
): Promise<readonly RecordedEvent[]> {
  while (!signal.aborted) {
    server.closing.throwIfAborted();
    try {
      return await pages.next(limit);
    } catch (error) {
      if (!(error instanceof EventStoreDbUnavailableError)) throw error;
      await delay(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
  return [];
}
