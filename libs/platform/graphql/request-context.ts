import type { Caller } from '#platform/access';
import type { RequestReads } from './request-reads.js';

/** What every resolver gets as its context. */
export interface RequestContext {
  /** Who sent the request. What is read is read by the session's caller, who may be another one: see `@whatWasSeen`. */
  readonly caller: Caller;
  readonly correlationId: string;
  readonly reads: RequestReads;
  /** Calls back when the client has gone before its answer; to be ended with what it returns. */
  readonly onGone: (listener: () => void) => () => void;
}
