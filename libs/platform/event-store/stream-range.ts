import { assertReadLimit } from './read.validation.js';
import type { ReadStreamOptions, Revision } from './event-store.port.js';

/** The revisions that a read of one stream covers, as fixed when the read begins. */
export interface StreamRange {
  readonly direction: 'forwards' | 'backwards';
  /** Lowest and highest revision, both inclusive; empty when `lowest > highest`. */
  readonly lowest: number;
  readonly highest: number;
  readonly limit: number;
}

/** @param last the last revision of the stream, so that the read ends even while the stream grows */
export function streamRange(options: ReadStreamOptions, last: Revision): StreamRange {
  const { direction = 'forwards', from, to, limit = Number.MAX_SAFE_INTEGER } = options;
  assertReadLimit('limit', limit, 0);
  if (from !== undefined) assertReadLimit('from', from, 0);
  if (to !== undefined) assertReadLimit('to', to, 0);
  const [lowest, highest] = direction === 'forwards' ? [from, to] : [to, from];
  return { direction, lowest: lowest ?? 0, highest: Math.min(highest ?? last, last), limit };
}

/** The range that remains after a page of `count` events that ended at `revision`. */
export function rangeAfter(range: StreamRange, revision: Revision, count: number): StreamRange {
  const limit = range.limit - count;
  return range.direction === 'forwards'
    ? { ...range, limit, lowest: revision + 1 }
    : { ...range, limit, highest: revision - 1 };
}
