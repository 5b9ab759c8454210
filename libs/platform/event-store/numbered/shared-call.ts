/**
 * Asks one question for all who want the answer at the same time. Nobody gets an answer to a question that was put
 * before they asked.
 */
export class SharedCall<Answer> {
  #running: Promise<Answer> | undefined;
  #next: Promise<Answer> | undefined;

  constructor(private readonly call: () => Promise<Answer>) {}

  ask(): Promise<Answer> {
    if (this.#running === undefined) return this.#start();
    this.#next ??= this.#running.then(
      () => this.#startNext(),
      () => this.#startNext(),
    );
    return this.#next;
  }

  #startNext(): Promise<Answer> {
    this.#next = undefined;
    return this.#start();
  }

  #start(): Promise<Answer> {
    const running = this.call().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}
