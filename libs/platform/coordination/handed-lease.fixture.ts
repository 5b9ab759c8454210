import type { Lease } from './coordination.port.js';

/** A lease that the spec gives and takes. */
export class HandedLease implements Lease {
  readonly #listeners = new Set<(isHeld: boolean) => void>();
  isHeld = false;
  epoch = 0;

  constructor(readonly name: string) {}

  onChange(listener: (isHeld: boolean) => void): () => void {
    this.#listeners.add(listener);
    if (this.isHeld) listener(true);
    return () => void this.#listeners.delete(listener);
  }

  give(): void {
    this.epoch += 1;
    this.#set(true);
  }

  take(): void {
    this.#set(false);
  }

  #set(isHeld: boolean): void {
    this.isHeld = isHeld;
    for (const listener of this.#listeners) listener(isHeld);
  }
}
