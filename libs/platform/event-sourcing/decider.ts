import type { Instant, PlainDate } from '#platform/working-days';

/**
 * The decider pattern (Jérémie Chassaing): `decide` and `evolve` are pure; no clock, no I/O, no framework inside.
 */

/** What happened, before it is recorded: the event's short name and its data. */
export interface EventShape<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

export interface CommandShape<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** What a decision may know besides state and command. */
export interface DecisionContext {
  /** Server time. */
  readonly now: Instant;
  /** The calendar date in the United Kingdom at `now`. */
  readonly today: PlainDate;
  /** When the thing takes or took effect; equals `now` unless the client said otherwise. */
  readonly effectiveAt: Instant;
  readonly actor: Actor;
}

/** Who acts, as recorded with every event. No names: the subject and the officer's id lead to them. */
export interface Actor {
  readonly party: { readonly kind: string; readonly id: string };
  readonly subject: string;
  readonly roles: readonly string[];
  readonly officerId?: string;
  readonly client: string;
}

/**
 * Why a command is refused: a value, never an exception. `code` is stable and listed in the GraphQL enum
 * `UserErrorCode`; `message` is plain English for people; `field` is the path within the command's input.
 */
export interface Rejection<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
  readonly field?: readonly string[];
}

export type Decision<Event, Code extends string = string> =
  | { readonly outcome: 'accepted'; readonly events: readonly Event[] }
  | { readonly outcome: 'rejected'; readonly rejection: Rejection<Code> };

export interface Decider<State, Command extends CommandShape, Event extends EventShape, Code extends string = string> {
  readonly initialState: State;
  decide(command: Command, state: State, context: DecisionContext): Decision<Event, Code>;
  evolve(state: State, event: Event): State;
}

/** No events means: already so, nothing to record. Repeating a command that succeeded must come to that. */
export function accept<Event>(...events: readonly Event[]): Decision<Event, never> {
  return { outcome: 'accepted', events };
}

export function reject<const Code extends string>(
  code: Code,
  message: string,
  field?: readonly string[],
): Decision<never, Code> {
  return { outcome: 'rejected', rejection: field ? { code, message, field } : { code, message } };
}
