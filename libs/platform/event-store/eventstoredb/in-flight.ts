/** Calls at a time over all streams: a fresh connection takes no more than about a hundred. */
const CALLS_AT_A_TIME = 90;

/** Runs one append per stream at a time, in the order in which they came, and not too many in all. */
export class InFlight {
  readonly #tails = new Map<string, Promise<unknown>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  async run<Result>(stream: string, call: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(stream);
    const result = this.#after(before, call);
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(stream, tail);
    try {
      return await result;
    } finally {
      if (this.#tails.get(stream) === tail) this.#tails.delete(stream);
    }
  }

  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }

  async #after<Result>(before: Promise<unknown> | undefined, call: () => Promise<Result>): Promise<Result> {
    await before;
    while (this.#running >= CALLS_AT_A_TIME) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      return await call();
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}
