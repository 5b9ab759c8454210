import { setImmediate } from 'node:timers/promises';

interface Batch<Item> {
  readonly items: Set<Item>;
  readonly done: Promise<void>;
}

/** Does for many at once what several ask for at about the same time. */
export class Gathered<Item> {
  #next: Batch<Item> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly work: (items: readonly Item[]) => Promise<void>) {}

  /** @throws what the work throws, to all who asked together */
  ask(items: readonly Item[]): Promise<void> {
    const batch = (this.#next ??= this.#begin());
    for (const item of items) batch.items.add(item);
    return batch.done;
  }

  /** Waits until nothing is under way. */
  async settle(): Promise<void> {
    await this.#last;
  }

  #begin(): Batch<Item> {
    const items = new Set<Item>();
    const done = this.#run(items, this.#last);
    this.#last = done.catch(() => undefined);
    return { items, done };
  }

  async #run(items: ReadonlySet<Item>, previous: Promise<void>): Promise<void> {
    await previous;
    await setImmediate();
    this.#next = undefined;
    await this.work([...items]);
  }
}
