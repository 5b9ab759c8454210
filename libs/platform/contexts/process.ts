import type { AggregateDefinition } from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';

/** A command that has fallen due: the process sends it, once, whatever happens to the service in between. */
export interface DueCommand {
  readonly aggregate: AggregateDefinition;
  readonly stream: StreamName;
  readonly type: string;
  readonly input: unknown;
  /** Derived from what fell due, so that sending it again after a crash has no second effect. */
  readonly commandId: string;
  /** The event by which it came to be due, where the read model holds its id. */
  readonly causationId?: string;
}

/**
 * A durable process over time: its memory is a read model (what is due when), its effect a command. Both rest on the
 * log, so a restart loses and repeats nothing.
 */
export interface ProcessDefinition {
  readonly name: string;
  /** Commands due at `now`, the earliest first, at most `limit`. */
  readonly due: (session: Session, now: string, limit: number) => Promise<readonly DueCommand[]>;
  /** When the next one falls due after `now` (ISO 8601 UTC); `undefined` when none is waiting. */
  readonly nextDue: (session: Session, now: string) => Promise<string | undefined>;
}
