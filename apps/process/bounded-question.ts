import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks what may be away, and waits no longer than those who want to know. One question at a time: while it is not answered,
 * nobody asks again.
 */
export class BoundedQuestion<Answer> {
  #asked: Promise<Answer> | undefined;
  #lastFailure: string | undefined;

  /** @param who does not answer, as the subject of a sentence */
  constructor(
    private readonly who: string,
    private readonly ask: () => Promise<Answer>,
    private readonly withinMs: number,
  ) {}

  /** @throws what keeps it from being answered; an error that says that it was not answered in time */
  async answer(): Promise<Answer> {
    const asked = this.#asked ?? this.#ask();
    this.#asked = asked;
    const late = new AbortController();
    try {
      const tooLate = delay(this.withinMs, undefined, late).then(() => {
        const before = this.#lastFailure === undefined ? '' : ` Before that: ${this.#lastFailure}`;
        throw new Error(`${this.who} has not answered within ${this.withinMs} ms.${before}`);
      });
      return await Promise.race([asked, tooLate]);
    } finally {
      late.abort();
    }
  }

  async #ask(): Promise<Answer> {
    try {
      const answer = await this.ask();
      this.#lastFailure = undefined;
      return answer;
    } catch (error) {
      this.#lastFailure = reasonOf(error);
      throw error;
    } finally {
      this.#asked = undefined;
    }
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
