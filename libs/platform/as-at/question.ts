import type { Projection } from '#platform/projections';

/** What a store must know of whoever asks. */
export interface Question {
  /** Aborted when nobody waits for the answer any more, or when it has taken too long; its reason says which. */
  readonly signal: AbortSignal;
  /** Projections whose tables it has asked for. */
  readonly touched: Set<Projection>;
  /** Those that the same question asked for before: they are filled in one pass. */
  readonly expected: ReadonlySet<Projection>;
}
