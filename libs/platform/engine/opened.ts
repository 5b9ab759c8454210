/** What was opened so far: closed again, the last first, when the rest cannot be opened. */
export class Opened {
  readonly #closings: (() => Promise<void> | void)[] = [];

  add(close: () => Promise<void> | void): void {
    this.#closings.unshift(close);
  }

  /** One that cannot be closed keeps no other open. */
  async close(): Promise<void> {
    for (const close of this.#closings.splice(0)) {
      try {
        await close();
      } catch {
        // What kept the engine from being opened is told, not what follows from it.
      }
    }
  }
}
