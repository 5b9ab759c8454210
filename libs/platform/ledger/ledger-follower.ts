import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore, Position, RecordedEvent } from '#platform/event-store';
import { OutageLog } from '#platform/outages';
import { LedgerBehindError, LedgerUnavailableError } from './ledger.errors.js';

export interface FollowerLog {
  readonly error: (fields: object, message: string) => void;
  readonly info?: (fields: object, message: string) => void;
}

export interface LedgerFollowerOptions {
  readonly store: EventStore;
  /** Up to where the log has been followed. */
  readonly position: () => Position;
  readonly take: (events: readonly RecordedEvent[]) => void;
  /** Called when all that was in the log at the beginning of a round has been taken. */
  readonly onRound: () => void;
  readonly log: FollowerLog;
  /** Whether trying again makes no sense after a fault: whoever waits is told, and nothing is taken any more. */
  readonly isFinal?: (error: unknown) => error is Error;
  /** Least time between two rounds, in milliseconds. */
  readonly pauseMs?: number;
  /** How long it waits after a fault, for example of a full disk, before it tries again, in milliseconds. */
  readonly retryMs?: number;
  /** How long stopping may take to cover what is left, in milliseconds; half of it for the log to answer. Default 5,000. */
  readonly stopWithinMs?: number;
}

interface Waiter {
  readonly position: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Events in one transaction: some ten milliseconds, in which this thread does nothing else. */
const BATCH = 1_024;
/** How long stopping may take to cover what is left, in milliseconds; the next start takes the rest. */
const STOP_WITHIN_MS = 5_000;
/**
 * Between two batches of a long round, so many times as long as one took is left to others: a burst of appends is not
 * slowed down, and the ledger follows as soon as it is over. A tenth of a thread is still thousands of events a second.
 */
const COURTESY = 10;
const RETRY_MS = 5_000;

/**
 * Follows the log behind everybody's back: no append waits for it. It goes in rounds, at most one a second, so that
 * busy times cost it one checkpoint a second and not one for each event; who needs a position sooner calls for a round.
 */
export class LedgerFollower {
  readonly #stopping = new AbortController();
  readonly #waiters = new Set<Waiter>();
  #called = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #covered = 0;
  #hasFinished = false;
  #fault: string | undefined;
  #end: Error | undefined;

  readonly #outage: OutageLog;

  constructor(private readonly options: LedgerFollowerOptions) {
    this.#outage = new OutageLog(options.log, {
      began: 'The evidence ledger cannot go on, and will try again',
      over: 'The evidence ledger goes on',
    });
  }

  /** Why it does not go on, while it does not. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** Up to where rounds were finished. */
  get covered(): number {
    return this.#covered;
  }

  start(): void {
    this.#loop = this.#run();
  }

  /**
   * Takes what the log holds by now, so that nothing waits uncovered while the service is off: whoever altered it meanwhile
   * would not be found out.
   */
  async stop(): Promise<void> {
    await this.#coverTheRest();
    this.#stopping.abort();
    this.#called.abort();
    for (const { reject } of this.#waiters) reject(new LedgerUnavailableError('The evidence ledger has stopped.'));
    this.#waiters.clear();
    await this.#loop;
  }

  /**
   * Waits until a round has covered a position.
   * @throws LedgerBehindError after `timeoutMs` milliseconds, LedgerUnavailableError, and a fault that was final
   */
  async reach(position: number, timeoutMs: number): Promise<void> {
    if (this.#covered >= position) return;
    if (this.#end) throw this.#end;
    if (this.#stopping.signal.aborted) throw new LedgerUnavailableError('The evidence ledger has stopped.');
    await new Promise<void>((resolve, reject) => {
      const late = () => settle(() => reject(new LedgerBehindError(position, this.#covered)));
      const timer = setTimeout(late, timeoutMs);
      const settle = (answer: () => void) => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        answer();
      };
      const waiter: Waiter = {
        position,
        resolve: () => settle(resolve),
        reject: (error) => settle(() => reject(error)),
      };
      this.#waiters.add(waiter);
      this.#called.abort();
    });
  }

  async #coverTheRest(): Promise<void> {
    if (!this.#hasFinished || this.#fault !== undefined || this.#stopping.signal.aborted) return;
    try {
      const { store, stopWithinMs = STOP_WITHIN_MS } = this.options;
      const end = performance.now() + stopWithinMs;
      await this.reach(await answered(store.head(), stopWithinMs / 2), end - performance.now());
    } catch (error) {
      this.options.log.error({ err: error }, 'The evidence ledger stopped before it covered all of the log');
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#rounds();
      } catch (error) {
        if (signal.aborted) return;
        this.#fault = error instanceof Error ? error.message : String(error);
        if (this.options.isFinal?.(error) === true) return this.#giveUp(error);
        this.#outage.failed({ err: error });
        await delay(this.options.retryMs ?? RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  #giveUp(error: Error): void {
    this.#end = error;
    this.options.log.error({ err: error }, 'The evidence ledger cannot go on');
    for (const { reject } of this.#waiters) reject(error);
  }

  async #rounds(): Promise<void> {
    const { store, position, take, onRound } = this.options;
    const { signal } = this.#stopping;
    let reached = position();
    let end = await store.head();
    let pending: RecordedEvent[] = [];
    if (end === reached) this.#finish(onRound);
    for await (const events of store.subscribe({ after: reached, signal })) {
      if (end <= reached) end = await store.head();
      reached = events.at(-1)?.position ?? reached;
      pending.push(...events);
      if (pending.length < BATCH && reached < end) continue;
      const startedAt = performance.now();
      take(pending);
      pending = [];
      if (reached < end) await this.#giveWay(performance.now() - startedAt);
      else {
        this.#finish(onRound);
        await this.#pause(this.options.pauseMs ?? 1_000);
      }
    }
  }

  /** Not while the service starts: nobody gets a checkpoint until it has caught up. */
  async #giveWay(tookMs: number): Promise<void> {
    if (this.#hasFinished) await this.#pause(tookMs * COURTESY);
  }

  #finish(onRound: () => void): void {
    onRound();
    this.#hasFinished = true;
    this.#fault = undefined;
    this.#outage.over();
    this.#covered = this.options.position();
    for (const waiter of this.#waiters) if (waiter.position <= this.#covered) waiter.resolve();
  }

  /** Cut short by whoever waits. */
  async #pause(milliseconds: number): Promise<void> {
    this.#called = new AbortController();
    if (this.#waiters.size > 0 || this.#stopping.signal.aborted) return;
    await delay(milliseconds, undefined, { signal: this.#called.signal, ref: false }).catch(() => undefined);
  }
}

/** @throws LedgerUnavailableError when the log does not answer in time */
async function answered<Answer>(answer: Promise<Answer>, withinMs: number): Promise<Answer> {
  const ended = new AbortController();
  const late = delay(withinMs, undefined, { signal: ended.signal }).then(() => {
    throw new LedgerUnavailableError('The log does not answer.');
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    ended.abort();
    // Whichever came second has nobody left who waits for it.
    for (const either of [answer, late]) either.catch(() => undefined);
  }
}
