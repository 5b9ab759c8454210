/** Where outages are reported; the end of one only where there is `info`. */
export interface OutageReports {
  error(facts: object, message: string): void;
  info?(facts: object, message: string): void;
}

export interface OutageWords {
  /** What does not work. */
  readonly began: string;
  /** That it works again. */
  readonly over: string;
}

export interface OutageTimes {
  /** Least time between two reports of what goes on, in milliseconds. */
  readonly everyMs?: number;
  /** In milliseconds, from whenever; never goes back. */
  readonly now?: () => number;
}

const MINUTE_MS = 60_000;

/**
 * Reports what fails and is tried again, however often that is: its beginning, then about once a minute for how long it has
 * lasted, and its end. What comes and goes more often than that is reported once a minute, too.
 */
export class OutageLog {
  #since: number | undefined;
  #reportedAt = -Infinity;
  #isTold = false;
  #attempts = 0;

  constructor(
    private readonly log: OutageReports,
    private readonly words: OutageWords,
    private readonly times: OutageTimes = {},
  ) {}

  /** Another attempt has failed. */
  failed(facts: object): void {
    const now = this.#now();
    this.#since ??= now;
    this.#attempts += 1;
    if (now - this.#reportedAt < (this.times.everyMs ?? MINUTE_MS)) return;
    this.#reportedAt = now;
    const { began } = this.words;
    this.log.error(this.#isTold ? { ...facts, ...this.#lasted(now) } : facts, this.#isTold ? `${began}, still` : began);
    this.#isTold = true;
  }

  /** It works. */
  over(): void {
    if (this.#since === undefined) return;
    if (this.#isTold) this.log.info?.(this.#lasted(this.#now()), this.words.over);
    this.#since = undefined;
    this.#isTold = false;
    this.#attempts = 0;
  }

  #lasted(now: number): object {
    return { forSeconds: Math.round((now - (this.#since ?? now)) / 1_000), attempts: this.#attempts };
  }

  #now(): number {
    return this.times.now?.() ?? performance.now();
  }
}
