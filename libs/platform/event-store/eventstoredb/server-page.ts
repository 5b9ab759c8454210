import type { ResolvedEvent, AllStreamResolvedEvent, RecordedEvent, StreamingRead } from '@eventstore/db-client';
import { CallTimedOutError } from './server-fault.js';

/** Events of one read, at most as many as were asked for. */
export interface ServerPage {
  readonly events: readonly RecordedEvent[];
  /** Whether the server had no more to give. */
  readonly isLast: boolean;
}

export interface PageLimits {
  readonly events: number;
  /** Without another event. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Most bytes of one page, but for its first two events and its last: several readers may each hold one. */
const PAGE_BYTES = 4 * 1024 * 1024;

/**
 * Collects a page, and cancels the call in any case: the server goes on with a read that nobody ends. The listener for
 * errors stays for good, because an error that comes after all is done would end the process if nobody heard it.
 */
export function collectPage(
  reading: StreamingRead<ResolvedEvent> | StreamingRead<AllStreamResolvedEvent>,
  { events: limit, timeoutMs, signal }: PageLimits,
): Promise<ServerPage> {
  return new Promise((resolve, reject) => {
    const events: RecordedEvent[] = [];
    let bytes = 0;
    const stop = (): void => {
      clearInterval(watch);
      signal.removeEventListener('abort', onAbort);
      // The call may not even have begun: that it could not is reported as an error of the stream already.
      reading.cancel().catch(() => undefined);
    };
    const fail = (error: unknown): void => {
      stop();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const finish = (isLast: boolean): void => {
      stop();
      resolve({ events, isLast });
    };
    const onAbort = (): void => fail(signal.reason);
    // A page that comes slowly is no page that hangs.
    let seen = 0;
    const watch = setInterval(() => {
      if (events.length === seen) fail(new CallTimedOutError(timeoutMs));
      seen = events.length;
    }, timeoutMs);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    const onData = ({ event }: ResolvedEvent | AllStreamResolvedEvent): void => {
      if (event === undefined) return;
      events.push(event);
      bytes += event.data instanceof Uint8Array ? event.data.byteLength : 0;
      // At least two: the first may be the one that the page before ended with, however large.
      if (bytes < PAGE_BYTES || events.length < 2) return;
      reading.pause();
      reading.removeAllListeners('data');
      finish(false);
    };
    reading.on('data', onData);
    reading.on('error', fail);
    reading.on('end', () => finish(events.length < limit));
  });
}
