import { setTimeout as delay } from 'node:timers/promises';
import type { Arrivals } from '../arrivals.js';
import { followLog } from '../log-subscription.js';
import type { Position, RecordedEvent, SubscribeOptions } from '../event-store.port.js';
import { EventStoreDbUnavailableError } from './eventstoredb.errors.js';
import type { KnownEnd } from './known-end.js';
import { LogPages } from './log-pages.js';
import type { ServerLog } from './server-log.js';

export interface FollowedServerLog {
  readonly server: ServerLog;
  readonly arrivals: Arrivals;
  readonly end: KnownEnd;
}

/** Before the server is asked again, in milliseconds: when it gave nothing although there is more, and when it was away. */
const PAUSES = { incomplete: 20, unavailable: 1_000 };

/**
 * Follows the log by reading it on, and waits for arrivals where there is nothing more. A subscriber is patient: it goes on
 * when the server has been away, however long.
 */
export function followServerLog(
  followed: FollowedServerLog,
  options: SubscribeOptions,
): AsyncIterable<readonly RecordedEvent[]> {
  // The pages remember how far they looked, which is beyond the last event given where others' events follow it.
  const pages = new LogPages(followed.server, options.after);
  const readPage = (after: Position, limit: number) =>
    patientPage(pages, followed, { after, limit, signal: options.signal });
  return followLog({ readPage, arrivals: followed.arrivals }, options);
}

interface PageWanted {
  readonly after: Position;
  readonly limit: number;
  readonly signal: AbortSignal;
}

async function patientPage(
  pages: LogPages,
  { server, end }: FollowedServerLog,
  { after, limit, signal }: PageWanted,
): Promise<readonly RecordedEvent[]> {
  while (!signal.aborted) {
    server.closing.throwIfAborted();
    let pauseMs = PAUSES.incomplete;
    try {
      const page = await pages.next(limit);
      // A read that the server ends too early looks like one that found nothing.
      if (page.length > 0 || after >= end.position) return page;
    } catch (error) {
      if (!(error instanceof EventStoreDbUnavailableError)) throw error;
      pauseMs = PAUSES.unavailable;
    }
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  return [];
}
