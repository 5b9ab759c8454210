import { TooManyReplaysError } from './as-at.errors.js';

/** Lets so many pieces of work go on at the same time, and so many wait. */
export class Turns {
  #busy = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** @throws TooManyReplaysError, the reason of the signal, and what the work throws */
  async take<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    if (this.#busy >= this.atOnce) await this.#wait(signal);
    else this.#busy += 1;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The turn goes on to the next one, so that nobody who comes now gets in between.
      if (next) next();
      else this.#busy -= 1;
    }
  }

  #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiting.length >= this.mostWaiting) throw new TooManyReplaysError();
    return new Promise((resolve, reject) => {
      const leave = () => {
        const place = this.#waiting.indexOf(enter);
        if (place >= 0) this.#waiting.splice(place, 1);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      this.#waiting.push(enter);
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
  }
}
