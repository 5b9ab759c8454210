import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Arrivals } from './arrivals.js';
import { assertReadLimit } from './read.validation.js';
import type { Position, RecordedEvent, SubscribeOptions } from './event-store.port.js';

const DEFAULT_BATCH_SIZE = 512;

export interface FollowedLog {
  /** Events after a position, at most `limit`; empty only when there are none. */
  readPage(after: Position, limit: number): readonly RecordedEvent[] | Promise<readonly RecordedEvent[]>;
  readonly arrivals: Arrivals;
}

/**
 * Follows a log. Nothing is lost between the catch-up and what comes live, because there is only one way to get events:
 * reading after the last position delivered. What is announced while a read is under way leads to another one.
 */
export function followLog(log: FollowedLog, options: SubscribeOptions): AsyncIterable<readonly RecordedEvent[]> {
  const batchSize = options.batchSize ?? DEFAULT_BATCH_SIZE;
  assertReadLimit('batchSize', batchSize, 1);
  return batches(log, options, batchSize);
}

async function* batches(
  log: FollowedLog,
  { after: start, signal }: SubscribeOptions,
  batchSize: number,
): AsyncGenerator<readonly RecordedEvent[], void> {
  let after = start;
  while (!signal.aborted) {
    const { announced } = log.arrivals;
    const batch = await log.readPage(after, batchSize);
    if (signal.aborted) return;
    const last = batch.at(-1);
    if (last === undefined) {
      await log.arrivals.next(signal, announced);
      continue;
    }
    after = last.position;
    yield batch;
    // A long catch-up whose consumer never waits for I/O must not keep the rest of the process from running.
    await nextTurn();
  }
}
