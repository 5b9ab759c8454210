import type { Caller } from '#platform/access';
import type { RequestReads } from './request-reads.js';

/** What every resolver gets as its context. */
export interface RequestContext {
  readonly caller: Caller;
  readonly correlationId: string;
  readonly reads: RequestReads;
}
