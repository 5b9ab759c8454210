import { LRUCache } from 'lru-cache';
import type { Moment } from './moment.js';
import type { Scope } from './past-events.js';
import { PastStore, type PastStoreParts } from './past-store.js';

export interface PastStoresOptions extends Omit<PastStoreParts, 'onGrown'> {
  /** At most so many stores are kept. */
  readonly mostStores: number;
  /** At most so many bytes of rows are kept, of all stores together. */
  readonly mostBytes: number;
}

/** A store takes so much before it holds a row. */
const LEAST_BYTES = 64 * 1024;

/** Entered anew when its store has become larger. */
interface Kept {
  readonly store: PastStore;
}

/** The stores of moments that were asked for of late: the same question again finds its tables filled. */
export class PastStores {
  readonly #kept: LRUCache<string, Kept>;

  constructor(private readonly options: PastStoresOptions) {
    this.#kept = new LRUCache<string, Kept>({
      max: options.mostStores,
      maxSize: options.mostBytes,
      sizeCalculation: ({ store }) => Math.min(LEAST_BYTES + store.size, options.mostBytes),
      dispose: ({ store }, _key, reason) => {
        if (reason !== 'set') store.drop();
      },
    });
  }

  at(moment: Moment, scope: Scope): PastStore {
    const key = keyOf(moment, scope);
    const known = this.#kept.get(key);
    if (known) return known.store;
    const store = new PastStore(moment, scope, {
      ...this.options,
      onGrown: (grown) => {
        if (this.#kept.peek(key)?.store === grown) this.#kept.set(key, { store: grown });
      },
    });
    this.#kept.set(key, { store });
    return store;
  }

  /** Forgets everything: what was erased may be in any of them. */
  clear(): void {
    this.#kept.clear();
  }

  get count(): number {
    return this.#kept.size;
  }
}

/** `now` is not in it: it changes no row. */
function keyOf({ position, effectiveBy }: Moment, scope: Scope): string {
  return JSON.stringify([position, effectiveBy ?? null, scope === 'all' ? null : scope.organisations]);
}
