import { Injectable } from '@nestjs/common';
import type { Caller } from '#platform/access';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  CommandRunner,
  type AggregateDefinition,
  type CommandOutcome,
  type CommandRequest,
  type Rejection,
  type StoredEvent,
} from '#platform/event-sourcing';
import type { Position, StreamName } from '#platform/event-store';
import type { Session } from '#platform/sessions';
import { deriveId } from '#platform/values';
import { applicationError } from './errors/index.js';
import type { RequestContext } from './request-context.js';
import type { Batch } from './request-reads.js';
import type { Mutation as SchemaMutations } from './schema.generated.js';

/** What every mutation's input carries besides the command itself. */
export interface MutationInput {
  readonly idempotencyKey: string;
  readonly expectedRevision?: number | null;
  readonly [field: string]: unknown;
}

/** What every mutation answers; a context's payload adds the object by a field resolver on `id`. */
export interface MutationPayload {
  /** The object, or `null` when the command was refused. */
  readonly id: string | null;
  readonly userErrors: readonly Rejection[];
  readonly revision: number | null;
  /** What a read must have reached to show the object as the command left it; `null` when it was refused. */
  readonly position: Position | null;
  /** True when this idempotency key had been used for this very command: the first answer again. */
  readonly repeated: boolean;
  /** The events recorded, for payload fields that are derived from them. */
  readonly events: readonly StoredEvent[];
}

/** The mutations of one aggregate, as a context declares them. */
export interface MutationSet {
  readonly aggregate: AggregateDefinition;
  /** The input field that holds the object's id; a mutation whose input has none begins an object. */
  readonly idField: string;
  /**
   * The id of the object that an input without `idField` begins, when a natural key in the input decides it
   * (`deriveId`), alone or together with what the session shows. Otherwise, and for `undefined`, the id is derived from
   * the idempotency key.
   */
  readonly idOf?: (
    command: Readonly<Record<string, unknown>>,
    caller: Caller,
    session: () => Promise<Session>,
  ) => Promise<string | undefined> | string | undefined;
  /** The payload's GraphQL type, and its field that shows the object. */
  readonly payload: string;
  readonly objectField: string;
  readonly batch: Batch<string, object>;
  /** Mutation to command. */
  readonly mutations: Readonly<Record<string, string>>;
}

/** A mutation of the published schema; the compiler refuses a name that the SDL does not have. */
type MutationName = Exclude<keyof SchemaMutations, '__typename'>;

/** Declares the mutations of an aggregate; every command must be there, so that none is out of reach by mistake. */
export function defineMutations<Definition extends AggregateDefinition>(
  aggregate: Definition,
  set: Omit<MutationSet, 'aggregate' | 'mutations'> & {
    readonly mutations: { readonly [Name in MutationName]?: keyof Definition['commands'] & string };
    /** Commands that only the service itself gives: imports and durable processes. */
    readonly internal?: readonly (keyof Definition['commands'] & string)[];
  },
): MutationSet {
  const { internal = [], ...rest } = set;
  const reachable = new Set([...Object.values(set.mutations), ...internal]);
  const missing = Object.keys(aggregate.commands).filter((command) => !reachable.has(command));
  if (missing.length > 0)
    throw new Error(`${aggregate.subject} has commands without a mutation: ${missing.join(', ')}.`);
  return { ...rest, aggregate };
}

type MutationResolvers = Record<string, Record<string, (root: never, args: never, context: RequestContext) => unknown>>;

export class RunCommand extends Command<CommandOutcome> {
  constructor(
    readonly aggregate: AggregateDefinition,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(RunCommand)
export class RunCommandHandler implements ICommandHandler<RunCommand> {
  constructor(private readonly runner: CommandRunner) {}

  execute({ aggregate, request }: RunCommand): Promise<CommandOutcome> {
    return this.runner.run(aggregate, request);
  }
}

/** Turns mutations into commands, and outcomes into payloads. */
@Injectable()
export class Mutations {
  constructor(private readonly commands: CommandBus) {}

  /** Resolvers of the mutations of a set, and of the object in their payload. */
  resolversOf(set: MutationSet): MutationResolvers {
    const mutation = Object.entries(set.mutations).map(([name, type]) => [
      name,
      (_root: unknown, { input }: { input: MutationInput }, context: RequestContext) =>
        this.#run(set, type, input, context),
    ]);
    const object = ({ id }: MutationPayload, _args: unknown, { reads }: RequestContext) =>
      id === null ? null : reads.one(set.batch, id);
    return { Mutation: Object.fromEntries(mutation), [set.payload]: { [set.objectField]: object } };
  }

  async #run(set: MutationSet, type: string, input: MutationInput, context: RequestContext): Promise<MutationPayload> {
    const { idempotencyKey, expectedRevision, [set.idField]: id, ...command } = input;
    const stream =
      typeof id === 'string'
        ? id
        : ((await set.idOf?.(command, context.caller, () => context.reads.session())) ??
          deriveId(set.aggregate.name, idempotencyKey));
    await context.reads.giveBack();
    const outcome = await this.commands.execute(
      new RunCommand(set.aggregate, {
        stream: stream as StreamName,
        type,
        input: withoutNulls(command),
        commandId: idempotencyKey,
        caller: context.caller,
        correlationId: context.correlationId,
        ...(typeof expectedRevision === 'number' ? { expectedRevision } : {}),
      }),
    );
    return toPayload(context, outcome);
  }
}

async function toPayload(context: RequestContext, outcome: CommandOutcome): Promise<MutationPayload> {
  switch (outcome.outcome) {
    case 'accepted': {
      await context.reads.reach(outcome.position);
      const { stream: id, revision, position, repeated, events } = outcome;
      return { id, revision, position, repeated, events, userErrors: [] };
    }
    case 'rejected':
      return {
        id: null,
        revision: null,
        position: null,
        repeated: false,
        events: [],
        userErrors: outcome.rejections.map((rejection) => ({
          ...rejection,
          field: ['input', ...(rejection.field ?? [])],
        })),
      };
    case 'forbidden':
      throw applicationError('FORBIDDEN', `Your role does not let you do this: ${outcome.action}.`);
  }
}

/** GraphQL knows `null` and absent; commands know only absent. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null && each !== undefined)
      .map(([key, each]) => [key, withoutNulls(each)]),
  );
}
