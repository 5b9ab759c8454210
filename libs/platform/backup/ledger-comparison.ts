import { isSqliteError, type RecordedEvent } from '#platform/event-store';
import { isSameHash, leafEntry, leafHash, type Hash } from '#platform/ledger';
import type { FaultList } from './log-fault.js';

/** The hashes that the ledger keeps of the log's events, in the order of the log. */
export interface RecordedHashes {
  /** How many events the ledger holds. */
  readonly size: number;
  /** Hashes of the events at the positions `from` to `to`. */
  leaves(from: number, to: number): readonly Hash[];
}

/** A ledger that holds nothing: the log is then checked as far as it tells itself. */
export const NO_HASHES: RecordedHashes = { size: 0, leaves: () => [] };

/** Hashes read from the ledger at a time. */
const READ_AT_ONCE = 256;
/** Hashes looked through at a time for where a record belongs. */
const SEARCHED_AT_ONCE = 4_096;

export function hashOfEvent(event: RecordedEvent): Hash {
  return leafHash(leafEntry(event));
}

/**
 * Compares events with what the ledger holds of them and says what happened to those that differ. After a record that
 * was removed or inserted every later one differs too: nothing more is compared.
 */
export class LedgerComparison {
  #compared = 0;
  #ended = false;
  #page: { readonly from: number; readonly leaves: readonly Hash[] } = { from: 1, leaves: [] };

  constructor(
    private readonly hashes: RecordedHashes,
    /** The hash of the event that the log holds at a position; undefined when there is none. */
    private readonly hashInLog: (position: number) => Hash | undefined,
    private readonly faults: FaultList,
  ) {}

  /** How many events were compared. */
  get compared(): number {
    return this.#compared;
  }

  compare(position: number, hash: Hash): void {
    if (this.#ended || position > this.hashes.size) return;
    this.#compared += 1;
    try {
      const known = this.#knownAt(position);
      if (known !== undefined && !isSameHash(known, hash)) this.#describe(position, hash, known);
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      this.#ended = true;
      const text = `The ledger cannot be read at position ${position} (${error.code}). Move ledger.db away: it is built anew from the log.`;
      this.faults.add('ledger', position, text);
    }
  }

  #describe(position: number, hash: Hash, known: Hash): void {
    const differs = `The record at position ${position} is not the one that the ledger holds`;
    if (this.#isKnownAt(position + 1, hash)) {
      this.#ended = true;
      this.faults.add('removed', position, `${differs}: the record that was there is gone, and later ones moved up.`);
      return;
    }
    if (isSameAs(this.hashInLog(position + 1), known)) {
      this.#ended = true;
      this.faults.add('inserted', position, `${differs}: it was put in front of it, and later ones moved down.`);
      return;
    }
    const home = this.#homeOf(hash);
    if (home === undefined) {
      this.faults.add('altered', position, `${differs}: it was altered after it was recorded.`);
    } else {
      this.faults.add('swapped', position, `${differs}: it belongs at position ${home}.`);
    }
  }

  #knownAt(position: number): Hash | undefined {
    if (position < this.#page.from || position >= this.#page.from + this.#page.leaves.length) {
      const to = Math.min(position + READ_AT_ONCE - 1, this.hashes.size);
      this.#page = { from: position, leaves: this.hashes.leaves(position, to) };
    }
    return this.#page.leaves[position - this.#page.from];
  }

  #isKnownAt(position: number, hash: Hash): boolean {
    return position <= this.hashes.size && isSameAs(this.#knownAt(position), hash);
  }

  #homeOf(hash: Hash): number | undefined {
    for (let from = 1; from <= this.hashes.size; from += SEARCHED_AT_ONCE) {
      const leaves = this.hashes.leaves(from, Math.min(from + SEARCHED_AT_ONCE - 1, this.hashes.size));
      const index = leaves.findIndex((leaf) => isSameHash(leaf, hash));
      if (index !== -1) return from + index;
    }
    return undefined;
  }
}

function isSameAs(one: Hash | undefined, other: Hash): boolean {
  return one !== undefined && isSameHash(one, other);
}
