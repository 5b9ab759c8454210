import type { Caller } from '#platform/access';
import type { StreamName } from '#platform/event-store';

/** A command as a resolver, an import or a durable process sends it. */
export interface CommandRequest {
  readonly stream: StreamName;
  readonly type: string;
  /** Unchecked input. */
  readonly input: unknown;
  /** The idempotency key: a UUID. */
  readonly commandId: string;
  readonly caller: Caller;
  /** Refuse when the object is at another revision. */
  readonly expectedRevision?: number;
  readonly effectiveAt?: string;
  readonly correlationId: string;
  readonly causationId?: string;
}
