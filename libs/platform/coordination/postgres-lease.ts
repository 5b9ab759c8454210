import type { Lease } from './coordination.port.js';

/** What a lease that is held rests on. */
export interface LeaseGround {
  readonly isSure: boolean;
}

export class PostgresLease implements Lease {
  readonly #listeners = new Set<(isHeld: boolean) => void>();
  #ground: LeaseGround | undefined;
  #epoch = 0;

  constructor(readonly name: string) {}

  /** Not even a process that wakes up after a suspension takes it for its own, before it has asked again. */
  get isHeld(): boolean {
    return this.#ground?.isSure === true;
  }

  get epoch(): number {
    return this.#epoch;
  }

  onChange(listener: (isHeld: boolean) => void): () => void {
    this.#listeners.add(listener);
    if (this.#ground !== undefined) listener(true);
    return () => void this.#listeners.delete(listener);
  }

  restsOn(ground: LeaseGround): boolean {
    return this.#ground === ground;
  }

  gain(epoch: number, ground: LeaseGround): void {
    this.#epoch = epoch;
    this.#ground = ground;
    for (const listener of this.#listeners) listener(true);
  }

  /** @returns whether it was held */
  lose(): boolean {
    if (this.#ground === undefined) return false;
    this.#ground = undefined;
    for (const listener of this.#listeners) listener(false);
    return true;
  }
}
