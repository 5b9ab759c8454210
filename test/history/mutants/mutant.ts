import type { Rule } from '../violation.js';

/** A fault put into an engine, to see that the checker finds it. */
export interface Mutant {
  /** What the engine does wrong. */
  readonly name: string;
  readonly edits: readonly Edit[];
  /** The promise that it breaks; one of them, where it depends on who notices first. */
  readonly breaks: readonly Rule[];
  /** No other rule may notice it: without this one it would be missed. Default false. */
  readonly alone?: boolean;
}

export interface Edit {
  /** Compiled, relative to the event store's folder. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** What an engine breaks that shows an earlier state of the log. */
export const STALE: readonly Rule[] = ['read-your-writes', 'monotonic-reads', 'real-time-order'];
