import type { Operation } from './history.js';

/** What may be wrong with a history. Each rule is a promise of the port (`event-store/README.md`). */
export type Rule =
  /** Positions grow, and are contiguous where the engine says so. */
  | 'total-order'
  /** Revisions of a stream are 0, 1, 2 … */
  | 'contiguous-revisions'
  /** An event is in the log once. */
  | 'no-duplicates'
  /** Only what was sent is in the log, as it was sent. */
  | 'nothing-invented'
  | 'times-never-decrease'
  /** An acknowledged append is in the log, where its answer says. */
  | 'acknowledged-is-kept'
  /** All events of an append, one after the other, or none. */
  | 'all-or-none'
  /** A refused append leaves nothing behind. */
  | 'refused-leaves-nothing'
  /** The stream was where the append expected it. */
  | 'one-winner'
  /** An append is only refused for a reason there was, and the reason is the one given. */
  | 'refused-with-reason'
  /** A repetition is told as such, and gets the first answer. */
  | 'repeating-is-safe'
  /** What was answered before an operation began comes before it. */
  | 'real-time-order'
  /** A client sees what it has written. */
  | 'read-your-writes'
  /** A client never sees less than it has seen. */
  | 'monotonic-reads'
  /** A read gives exactly what was asked for: in order, without gap, with the content of the log. */
  | 'exact-reads'
  /** A subscription gives each event once, in order, without gap. */
  | 'subscription-order'
  /** A subscription comes to the end of the log. */
  | 'subscription-arrives';

export interface Violation {
  readonly rule: Rule;
  readonly detail: string;
}

export type Report = (rule: Rule, detail: string) => void;

/** An operation in words, for a person who has to find out what went wrong. */
export function described(operation: Operation): string {
  const { session, kind } = operation;
  const what = kind === 'append' ? `${operation.stream} expecting ${operation.expected}` : '';
  return `${session}: ${[kind, what].filter(Boolean).join(' ')}`;
}
