import { LRUCache } from 'lru-cache';
import type { SubjectId } from '#platform/event-sourcing';
import type { KeyDamagedError } from '../key-store.errors.js';
import type { OpenedKey } from '../key-table.js';

/** What is known of a key. Whoever holds on to it sees it destroyed as soon as this process hears of that. */
export interface KeyAtHand {
  readonly id: string;
  found: OpenedKey | 'destroyed' | 'unknown' | KeyDamagedError;
}

/**
 * The keys that this process has opened, and what it knows of others. The ones used last stay; further ones stay as long
 * as somebody holds on to them.
 */
export class KeysAtHand {
  readonly #recent: LRUCache<string, KeyAtHand>;
  readonly #bySubject: LRUCache<SubjectId, OpenedKey | KeyDamagedError>;
  readonly #fences: LRUCache<SubjectId, string>;
  readonly #all = new Map<string, WeakRef<KeyAtHand>>();
  readonly #gone = new FinalizationRegistry<string>((id) => {
    if (this.#all.get(id)?.deref() === undefined) this.#all.delete(id);
  });

  constructor(most: number) {
    this.#recent = new LRUCache({ max: most });
    this.#bySubject = new LRUCache({ max: most });
    this.#fences = new LRUCache({ max: most });
  }

  /** @returns undefined: nothing is known of the key */
  get(id: string): KeyAtHand | undefined {
    return this.#recent.get(id) ?? this.#all.get(id)?.deref();
  }

  put(id: string, found: KeyAtHand['found']): KeyAtHand {
    const known = this.get(id);
    // What was destroyed stays so, whoever read it before.
    if (known?.found === 'destroyed') return known;
    const key = known ?? { id, found };
    key.found = found;
    this.#recent.set(id, key);
    if (known === undefined) {
      this.#all.set(id, new WeakRef(key));
      this.#gone.register(key, id);
    }
    return key;
  }

  /** The key seals for its subject, unless that is fenced. */
  putActive(key: OpenedKey): void {
    this.put(key.id, key);
    if (!this.#fences.has(key.subject)) this.#bySubject.set(key.subject, key);
  }

  /** The key that would seal for the subject cannot: whoever asks for it learns why, and nobody else. */
  putDamaged(subject: SubjectId, damage: KeyDamagedError): void {
    this.#bySubject.set(subject, damage);
  }

  activeOf(subject: SubjectId): OpenedKey | KeyDamagedError | undefined {
    return this.#bySubject.get(subject);
  }

  fence(subject: SubjectId, reference: string): void {
    this.#fences.set(subject, reference);
    this.#bySubject.delete(subject);
  }

  /** What the subject's erasure was decided in, if it is known here that it is fenced. */
  fenceOf(subject: SubjectId): string | undefined {
    return this.#fences.get(subject);
  }

  destroy(id: string): void {
    this.put(id, 'destroyed');
  }
}
