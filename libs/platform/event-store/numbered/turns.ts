/** Lets those who need the same thing go one after the other, in the order in which they came. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** @param keys what the work needs for itself */
  async run<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result> {
    const before = [...new Set(keys.flatMap((key) => this.#last.get(key) ?? []))];
    const working = Promise.all(before).then(work);
    const done = working.then(
      () => undefined,
      () => undefined,
    );
    // All keys are taken at once, so that no two wait for each other.
    for (const key of keys) this.#last.set(key, done);
    try {
      return await working;
    } finally {
      for (const key of keys) if (this.#last.get(key) === done) this.#last.delete(key);
    }
  }
}
