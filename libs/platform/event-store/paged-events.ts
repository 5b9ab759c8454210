import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordedEvent } from './event-store.port.js';

/** Reads the next page; an empty page ends the read. */
export type ReadNextPage = () => readonly RecordedEvent[] | Promise<readonly RecordedEvent[]>;

/**
 * Hands out events one by one from pages that are read when needed. Written by hand because an async generator
 * costs several promises per event, which would be most of the time a read takes. Between two pages the rest of
 * the process gets a turn.
 */
export class PagedEvents implements AsyncIterableIterator<RecordedEvent> {
  #page: readonly RecordedEvent[] = [];
  #index = 0;
  #started = false;
  #ended = false;
  #turning: Promise<void> | undefined;

  constructor(private readonly readNextPage: ReadNextPage) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<RecordedEvent, undefined>> {
    const event = this.#page[this.#index];
    if (event !== undefined) {
      this.#index += 1;
      return Promise.resolve({ value: event, done: false });
    }
    if (this.#ended) return Promise.resolve({ value: undefined, done: true });
    this.#turning ??= this.#turnPage();
    return this.#turning.then(() => this.next());
  }

  return(): Promise<IteratorResult<RecordedEvent, undefined>> {
    this.#end();
    return Promise.resolve({ value: undefined, done: true });
  }

  async #turnPage(): Promise<void> {
    try {
      // Awaits in either case: `#turning` must be set before it is cleared below.
      await (this.#started ? nextTurn() : undefined);
      this.#started = true;
      if (this.#ended) return;
      const page = this.readNextPage();
      this.#page = page instanceof Promise ? await page : page;
      this.#index = 0;
      // It was given up while its page was read.
      if (this.#isEnded()) return this.#end();
      if (this.#page.length === 0) this.#ended = true;
    } catch (error) {
      this.#end();
      throw error;
    } finally {
      this.#turning = undefined;
    }
  }

  #isEnded(): boolean {
    return this.#ended;
  }

  #end(): void {
    this.#ended = true;
    this.#page = [];
    this.#index = 0;
  }
}
