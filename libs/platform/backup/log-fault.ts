/** What is wrong with a log file. */
export type FaultNature =
  /** The structure of the file: it is no log, or SQLite finds its pages in disorder. */
  | 'file'
  /** There is no record at a position below the head. */
  | 'missing'
  /** The log ends before events that are known to have been recorded. */
  | 'truncated'
  /** The record cannot be read from the file. */
  | 'unreadable'
  /** What is there is no event, or does not follow from what is before it. */
  | 'malformed'
  /** An index of the file does not lead to the record, or leads elsewhere. */
  | 'misindexed'
  /** The record is not the one that the ledger holds. */
  | 'altered'
  | 'removed'
  | 'inserted'
  | 'swapped'
  /** It is the ledger that is damaged. */
  | 'ledger';

export interface LogFault {
  readonly nature: FaultNature;
  /** The first position that it concerns; null when it concerns the file. */
  readonly position: number | null;
  /** A sentence for the operator. It quotes nothing of any event's content. */
  readonly text: string;
}

/** Enough to see what happened; a broken page may make thousands. */
export const MOST_FAULTS = 20;

/** Collects faults up to `MOST_FAULTS`. */
export class FaultList {
  readonly #faults: LogFault[] = [];

  add(nature: FaultNature, position: number | null, text: string): void {
    if (!this.isFull) this.#faults.push({ nature, position, text });
  }

  get isFull(): boolean {
    return this.#faults.length >= MOST_FAULTS;
  }

  /** The first position comes first. */
  get all(): readonly LogFault[] {
    return this.#faults.toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0));
  }
}
