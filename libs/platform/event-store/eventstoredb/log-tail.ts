import { setTimeout as delay } from 'node:timers/promises';
import { OutageLog, type OutageReports } from '#platform/outages';
import { START, type Position } from '../event-store.port.js';
import type { KnownEnd } from './known-end.js';
import { detailOf } from './server-fault.js';
import type { ServerLog } from './server-log.js';

export interface LogTailParts {
  readonly server: ServerLog;
  /** Finds the last event in the log. */
  readonly head: () => Promise<Position>;
  readonly end: KnownEnd;
  /** The log may have grown: whoever waits looks. */
  readonly announce: () => void;
  readonly log: OutageReports;
  /** How often to look whether the subscription is silent although the log has grown, in milliseconds. */
  readonly lookEveryMs: number;
}

const PAUSES = { first: 50, longest: 5_000 };

/**
 * Hears of events as they come. The server's subscription is a signal and nothing more: whoever follows the log reads it
 * page by page from its own position, so that a subscription which ends, drops events or falls silent loses nothing.
 * It never connects again by itself, so this does; and a watchdog compares what was heard with the end of the log.
 */
export class LogTail {
  #following: Promise<unknown> | undefined;
  #failures = 0;
  /** The position of the last event that the subscription gave. */
  #heard: Position = START;
  /** The end of the log when the watchdog looked last. */
  #seen: Position = START;
  /** The subscription was confirmed since the watchdog looked: it does not give what was there before. */
  #isNew = false;
  #endSubscription: (reason: string) => void = () => undefined;

  readonly #outage: OutageLog;

  constructor(private readonly parts: LogTailParts) {
    this.#outage = new OutageLog(parts.log, {
      began: 'The subscription to EventStoreDB has ended and is made again',
      over: 'There is a new subscription to EventStoreDB',
    });
  }

  start(): void {
    this.#following ??= Promise.all([this.#follow(), this.#watch()]);
  }

  /** Resolves when it has ended, which it does when the server log is closing. */
  async ended(): Promise<void> {
    await this.#following;
  }

  async #follow(): Promise<void> {
    const { server, announce } = this.parts;
    while (!server.closing.aborted) {
      const reason = await this.#listen();
      if (server.closing.aborted) return;
      this.#outage.failed({ reason });
      announce();
      await pause(this.#pauseMs(), server.closing);
    }
  }

  /** Resolves with the reason when the subscription ends, however it does. */
  #listen(): Promise<string> {
    const { server, announce, end } = this.parts;
    return new Promise((resolve) => {
      const subscription = server.subscribe();
      const finish = (reason: string): void => {
        server.closing.removeEventListener('abort', onClosing);
        subscription.unsubscribe().catch(() => undefined);
        resolve(reason);
      };
      const onClosing = (): void => finish('the store is closed');
      const hear = (position: Position): void => {
        this.#failures = 0;
        if (position > this.#heard) this.#heard = position;
        end.note(position);
        announce();
      };
      this.#endSubscription = finish;
      server.closing.addEventListener('abort', onClosing);
      if (server.closing.aborted) onClosing();
      subscription.on('data', ({ event }) => event && hear(Number(event.position.commit) as Position));
      subscription.on('confirmation', () => {
        this.#failures = 0;
        this.#isNew = true;
        this.#outage.over();
        // It gives what comes from now on: what was there before is to be looked for.
        announce();
      });
      subscription.on('end', () => finish('the server ended it'));
      subscription.on('close', () => finish('it was closed'));
      // Stays for good: an error that nobody hears ends the process.
      subscription.on('error', (error: Error) => finish(detailOf(error)));
    });
  }

  async #watch(): Promise<void> {
    const { server, announce, head, end, lookEveryMs } = this.parts;
    while (!server.closing.aborted) {
      await pause(lookEveryMs, server.closing);
      const wasNew = this.#isNew;
      this.#isNew = false;
      const found = await head().catch(() => this.#seen);
      end.note(found);
      if (found > this.#seen) announce();
      if (wasNew && found > this.#heard) this.#heard = found;
      // What was at the end a while ago must have been heard by now.
      if (this.#seen > this.#heard) this.#endSubscription('it was silent although the log had grown');
      this.#seen = found;
    }
  }

  #pauseMs(): number {
    this.#failures += 1;
    return Math.min(PAUSES.first * 2 ** (this.#failures - 1), PAUSES.longest) * (0.5 + Math.random() / 2);
  }
}

function pause(pauseMs: number, signal: AbortSignal): Promise<void> {
  return delay(pauseMs, undefined, { signal }).catch(() => undefined);
}
