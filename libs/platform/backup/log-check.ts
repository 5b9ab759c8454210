import { LogInspection, isSqliteError, type RawRecord, type RecordedEvent } from '#platform/event-store';
import { GrowingTree, isSameHash, type Hash } from '#platform/ledger';
import { hashOfEvent, LedgerComparison, type RecordedHashes } from './ledger-comparison.js';
import { FaultList, type FaultNature, type LogFault } from './log-fault.js';
import { checkRecord } from './record-check.js';

/** Records read at a time. */
const PAGE = 256;

/** The root that a tree of this size is known to have had. */
export interface KnownRoot {
  readonly size: number;
  readonly root: Hash;
  /** How it is known, for the operator. */
  readonly by: string;
}

export interface LogCheckReport {
  readonly head: number;
  /** How many records were looked at, and how many of them were compared with the ledger. */
  readonly checked: number;
  readonly compared: number;
  readonly faults: readonly LogFault[];
}

export interface LogCheckOptions {
  readonly log: LogInspection;
  readonly hashes: RecordedHashes;
  readonly knownRoots?: readonly KnownRoot[];
  /** The structure of the file is checked by SQLite in one go, which nothing can interrupt. */
  readonly leaveOut?: 'structure';
  /** What is known to be wrong before a record is looked at. */
  readonly alreadyFound?: readonly LogFault[];
}

/** Looks at records of a log, one after the other, and keeps what it finds. */
export class LogCheck {
  readonly #faults = new FaultList();
  readonly #comparison: LedgerComparison;
  /** Read when the whole file is checked. */
  #listedTypes: ReadonlySet<string> | undefined;
  #checked = 0;
  /** The log agrees with a known root of this size. */
  #provedSize = 0;

  constructor(private readonly options: LogCheckOptions) {
    this.#comparison = new LedgerComparison(options.hashes, (position) => this.#hashAt(position), this.#faults);
    for (const { nature, position, text } of options.alreadyFound ?? []) this.#faults.add(nature, position, text);
  }

  /** Every record and the whole file. Yields the position that it has reached, so that others get a turn. */
  *whole(): Generator<number, LogCheckReport> {
    const head = this.shape();
    this.#guard(null, () => this.#file());
    const tree = new GrowingTree();
    let after: string | undefined;
    for (let from = 1; from <= head && !this.#faults.isFull; from += PAGE) {
      const to = Math.min(from + PAGE - 1, head);
      after = this.#page(from, to, after, (hash) => this.#grow(tree, hash));
      yield to;
    }
    return this.report(head);
  }

  #file(): void {
    const { log } = this.options;
    if (this.options.leaveOut !== 'structure') {
      for (const text of log.fileFaults()) this.#faults.add('file', null, `SQLite finds: ${text}.`);
    }
    if (!log.isCurrent) return;
    for (const name of log.schemaFaults()) {
      this.#faults.add('file', null, `The definition of ${name} in the log file is not the one that belongs there.`);
    }
    this.#listedTypes = new Set(log.types());
  }

  #isListed({ position, type }: RecordedEvent): void {
    if (this.#listedTypes?.has(type) !== false) return;
    this.#faults.add('file', position, `The type ${type} of position ${position} is missing in the list of types.`);
  }

  /** Single records. */
  some(positions: readonly number[]): void {
    for (const position of positions) {
      if (this.#faults.isFull) return;
      this.#page(position, position, undefined, () => undefined);
    }
  }

  /** How many records there are, and that none is missing. Reads the indexes. @returns the head */
  shape(): number {
    const { hashes, log } = this.options;
    const counts = this.#guard(null, () => log.counts());
    if (counts === undefined) return 0;
    const { first, head, byId, byStream } = counts;
    if (head > 0 && first !== 1) this.#faults.add('missing', 1, `The log begins at position ${first} instead of 1.`);
    if (byId !== head || byStream !== head) {
      const text = `The log ends at position ${head}, but its indexes hold ${byId} and ${byStream} records.`;
      this.#faults.add('file', null, text);
    }
    if (head < hashes.size) {
      const text = `The log ends at position ${head}, but the ledger holds ${hashes.size} events: the last ${hashes.size - head} are gone.`;
      this.#faults.add('truncated', head + 1, text);
    }
    return head;
  }

  report(head: number): LogCheckReport {
    const found = this.#faults.all.map((fault) => (this.#isOfLedger(fault) ? ofLedger(fault) : fault));
    // That the root is another one says no more once it is known which record is.
    const isPlaced = found.some(({ nature, position }) => DIFFERENCES.has(nature) && position !== null);
    const faults = found.filter(({ nature, position }) => !isPlaced || nature !== 'altered' || position !== null);
    return { head, checked: this.#checked, compared: this.#comparison.compared, faults };
  }

  /** The ledger's hash of the record is wrong: the log as a whole agrees with what was signed. */
  #isOfLedger({ nature, position }: LogFault): boolean {
    return DIFFERENCES.has(nature) && position !== null && position <= this.#provedSize;
  }

  /** @returns when the last of these records was recorded */
  #page(from: number, to: number, after: string | undefined, onHash: (hash: Hash) => void): string | undefined {
    let before = after;
    let expected = from;
    for (const { position, raw } of this.#records(from, to)) {
      this.#missing(expected, position - 1);
      expected = position + 1;
      this.#checked += 1;
      const event = raw && this.#guard(position, () => checkRecord(this.options.log, raw, before, this.#faults));
      if (event === undefined) continue;
      before = event.recordedAt;
      this.#isListed(event);
      const hash = hashOfEvent(event);
      this.#comparison.compare(event.position, hash);
      onHash(hash);
    }
    if (!this.#faults.isFull) this.#missing(expected, to);
    return before;
  }

  #missing(first: number, last: number): void {
    if (first > last) return;
    const which = first === last ? `at position ${first}` : `at the positions ${first} to ${last}`;
    this.#faults.add('missing', first, `There is no record ${which}.`);
  }

  /** A page at once; where that fails one by one, so that the record that cannot be read is known. */
  *#records(from: number, to: number): Generator<{ readonly position: number; readonly raw?: RawRecord }> {
    const page = from === to ? undefined : quietly(() => this.options.log.records(from, to));
    for (const raw of page ?? []) yield { position: raw.position, raw };
    if (page !== undefined) return;
    for (let position = from; position <= to && !this.#faults.isFull; position += 1) {
      const records = this.#guard(position, () => this.options.log.records(position, position));
      if (records === undefined) yield { position };
      for (const raw of records ?? []) yield { position, raw };
    }
  }

  #grow(tree: GrowingTree, hash: Hash): void {
    tree.append(hash);
    for (const { size, root, by } of this.options.knownRoots ?? []) {
      if (size !== tree.size) continue;
      if (isSameHash(root, tree.root())) {
        this.#provedSize = Math.max(this.#provedSize, size);
        continue;
      }
      const text = `The first ${size} events are not those that ${by} commits to: one of them was altered, left out or added.`;
      this.#faults.add('altered', null, text);
    }
  }

  #hashAt(position: number): Hash | undefined {
    const [raw] = quietly(() => this.options.log.records(position, position)) ?? [];
    const event = raw && checkRecord(this.options.log, raw, undefined, new FaultList());
    return event && hashOfEvent(event);
  }

  #guard<Result>(position: number | null, read: () => Result): Result | undefined {
    try {
      return read();
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      const what = position === null ? 'The log file' : `The record at position ${position}`;
      this.#faults.add(position === null ? 'file' : 'unreadable', position, `${what} cannot be read (${error.code}).`);
      return undefined;
    }
  }
}

function quietly<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    return undefined;
  }
}

const DIFFERENCES: ReadonlySet<FaultNature> = new Set<FaultNature>(['altered', 'removed', 'inserted', 'swapped']);

function ofLedger({ position }: LogFault): LogFault {
  const text = `The ledger's hash of position ${position} is damaged: the log agrees with the signed checkpoint, the ledger does not. Move ledger.db away: it is built anew from the log.`;
  return { nature: 'ledger', position, text };
}
