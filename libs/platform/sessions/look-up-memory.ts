import { LRUCache } from 'lru-cache';
import type { Ability } from '#platform/access';
import type { Session } from './session.js';

interface Remembered<Found> {
  readonly version: number;
  /** `undefined` when there is no such object, or none that the caller may see. */
  readonly found: Found | undefined;
}

/** What look-ups remember, of all kinds. */
const MEMORIES = new Set<{ clear(): void }>();

/** Lets go of everything that look-ups remember. */
export function forgetLookUps(): void {
  for (const memory of MEMORIES) memory.clear();
}

/**
 * What callers with certain rights found by an id. It counts only at the very version of the read models at which it was
 * read, so that whatever is written counts at once.
 */
export class LookUpMemory<Found> {
  readonly #remembered: LRUCache<string, Remembered<Found>>;

  /** @param most how many are remembered, for all callers together */
  constructor(most: number) {
    this.#remembered = new LRUCache({ max: most });
    MEMORIES.add(this.#remembered);
  }

  recall({ ability, version }: Session, ids: readonly string[]) {
    const known = new Map<string, Found>();
    const unknown: string[] = [];
    for (const id of ids) {
      const remembered = this.#remembered.get(keyOf(ability, id));
      if (remembered?.version !== version) unknown.push(id);
      else if (remembered.found !== undefined) known.set(id, remembered.found);
    }
    return { known, unknown };
  }

  remember({ ability, version }: Session, ids: readonly string[], found: ReadonlyMap<string, Found>): void {
    for (const id of ids) this.#remembered.set(keyOf(ability, id), { version, found: found.get(id) });
  }
}

/** Rights are told apart by their object: a number stands for it, so that the memory does not keep it alive. */
const NUMBERS = new WeakMap<Ability, number>();
let lastNumber = 0;

function keyOf(ability: Ability, id: string): string {
  let number = NUMBERS.get(ability);
  if (number === undefined) NUMBERS.set(ability, (number = ++lastNumber));
  return `${number} ${id}`;
}
