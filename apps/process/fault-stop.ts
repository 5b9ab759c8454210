/** Faults may be reported before there is anything to stop: they are kept until then. */
export class FaultStop {
  #handler: ((error: unknown) => void) | undefined;
  readonly #early: unknown[] = [];

  report(error: unknown): void {
    if (this.#handler) this.#handler(error);
    else this.#early.push(error);
  }

  onFault(handler: (error: unknown) => void): void {
    this.#handler = handler;
    for (const error of this.#early.splice(0)) handler(error);
  }
}
