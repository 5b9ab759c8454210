import type { z } from 'zod';
import type { StreamName } from '#platform/event-store';
import type { CommandShape, Decider, DecisionContext, EventShape, Rejection } from './decider.js';
import type { EventCatalogue } from './event-definitions.js';
import type { EventMetadata } from './stored-event.js';

/** The input of each command of an aggregate: what a client may send, checked before anything else. */
export type CommandSchemas = Readonly<Record<string, z.ZodType>>;

/** The union of the inputs of a set of commands, told apart by `type`. */
export type InputsOf<Schemas extends CommandSchemas> = {
  [Name in keyof Schemas & string]: CommandShape<Name, z.output<Schemas[Name]>>;
}[keyof Schemas & string];

/** What a preparation knows: the read models at one snapshot (`session`), the object, and the decision's context. */
export interface Preparation<Session> extends DecisionContext {
  readonly session: Session;
  readonly stream: StreamName;
}

export type Prepared<Data> =
  | { readonly outcome: 'prepared'; readonly data: Data }
  | { readonly outcome: 'rejected'; readonly rejection: Rejection };

/** Looks up the facts that the decider needs besides its own state, and adds them to the command. */
export interface Prepare<Input, Data, Session> {
  prepare(input: Input, preparation: Preparation<Session>): Promise<Prepared<Data>> | Prepared<Data>;
}

/**
 * The preparations of those commands whose data in the decider differs from their input; each other command reaches
 * the decider as it was sent.
 */
export type Preparations<Inputs extends CommandShape, Command extends CommandShape, Session> = {
  readonly [Name in Inputs['type'] & Command['type']]?: Prepare<
    Extract<Inputs, { type: Name }>['data'],
    Extract<Command, { type: Name }>['data'],
    Session
  >['prepare'];
};

export interface AggregateDefinition<
  State = unknown,
  Command extends CommandShape = CommandShape,
  Event extends EventShape = EventShape,
  Schemas extends CommandSchemas = CommandSchemas,
  Session = unknown,
> {
  /** First part of the stream name and of the object's id, in kebab case: `organisation`. */
  readonly name: string;
  readonly context: string;
  /** The object's name in GraphQL and in the policy: `Organisation`. */
  readonly subject: string;
  readonly events: EventCatalogue;
  readonly commands: Schemas;
  /** The commands that begin a stream; every other command needs the object to be there. */
  readonly creations: readonly (keyof Schemas & string)[];
  readonly decider: Decider<State, Command, Event>;
  readonly preparations: Preparations<InputsOf<Schemas>, Command, Session>;
  /**
   * What the policy may judge by: attributes of the object, from its state and, for a command that begins it, from
   * the input. The same names as the columns of the object's read model.
   */
  attributes(id: StreamName, state: State, input: CommandShape): Readonly<Record<string, unknown>>;
  /** Which organisation and partnership an event belongs to, for histories. */
  references(id: StreamName, state: State): Pick<EventMetadata, 'organisationId' | 'partnershipId'>;
}

/**
 * Defines an aggregate once: events, commands, decider. The type parameters are inferred; give `Session` as the read
 * session of the platform.
 */
export function defineAggregate<
  State,
  Command extends CommandShape,
  Event extends EventShape,
  const Schemas extends CommandSchemas,
  Session,
>(
  definition: AggregateDefinition<State, Command, Event, Schemas, Session>,
): AggregateDefinition<State, Command, Event, Schemas, Session> {
  for (const name of Object.keys(definition.preparations)) {
    if (!(name in definition.commands)) throw new Error(`${definition.subject} prepares an unknown command ${name}.`);
  }
  return definition;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True for `<name>-<uuid>` with the aggregate's name: the only streams that it may read and write. */
export function isIdOf({ name }: Pick<AggregateDefinition, 'name'>, text: string): boolean {
  return text.startsWith(`${name}-`) && UUID.test(text.slice(name.length + 1));
}
