/** Tells waiting readers, within this process, that the log may have grown. */
export class Arrivals {
  readonly #waiting = new Set<() => void>();
  #announced = 0;

  /** How often something was announced: taken before a look, it tells whether something came while it was under way. */
  get announced(): number {
    return this.#announced;
  }

  announce(): void {
    this.#announced += 1;
    for (const wake of this.#waiting) wake();
  }

  /**
   * Resolves at the next announcement, or when `signal` aborts. Leaves nothing behind on the signal.
   * @param since what `announced` was: if there has been an announcement since, there is nothing to wait for
   */
  async next(signal: AbortSignal, since = this.#announced): Promise<void> {
    if (signal.aborted || since !== this.#announced) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
