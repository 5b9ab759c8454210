import { Injectable } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  CommandRunner,
  type AggregateDefinition,
  type CommandOutcome,
  type CommandRequest,
  type Rejection,
  type StoredEvent,
} from '#platform/event-sourcing';
import type { StreamName } from '#platform/event-store';
import { deriveId } from '#platform/values';
import { applicationError } from './application-error.js';
import type { RequestContext } from './request-context.js';

/** What every mutation's input carries besides the command itself. */
export interface MutationInput {
  readonly idempotencyKey: string;
  readonly expectedRevision?: number | null;
  readonly effectiveAt?: string | null;
}

/** What every mutation answers; a context's payload adds the object by a field resolver on `id`. */
export interface MutationPayload {
  /** The object, or `null` when the command was refused. */
  readonly id: string | null;
  readonly userErrors: readonly Rejection[];
  readonly revision: number | null;
  /** Where the log was after the command; `null` when nothing was recorded. */
  readonly position: string | null;
  /** True when this idempotency key had been used for this very command: the first answer again. */
  readonly repeated: boolean;
  /** The events recorded, for payload fields that are derived from them. */
  readonly events: readonly StoredEvent[];
}

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

  /** A command that begins an object; its id follows from the idempotency key. */
  begin(
    context: RequestContext,
    aggregate: AggregateDefinition,
    type: string,
    input: MutationInput,
  ): Promise<MutationPayload> {
    return this.run(context, aggregate, type, deriveId(aggregate.name, input.idempotencyKey), input);
  }

  /** A command to the object with this id. `objectIdField` names the input field that held the id. */
  async run(
    context: RequestContext,
    aggregate: AggregateDefinition,
    type: string,
    id: string,
    input: MutationInput,
    objectIdField?: string,
  ): Promise<MutationPayload> {
    const { idempotencyKey, expectedRevision, effectiveAt, ...rest } = input;
    const fields = new Map<string, unknown>(Object.entries(rest));
    if (objectIdField !== undefined) fields.delete(objectIdField);
    const outcome = await this.commands.execute(
      new RunCommand(aggregate, {
        stream: id as StreamName,
        type,
        input: withoutNulls(Object.fromEntries(fields)),
        commandId: idempotencyKey,
        caller: context.caller,
        correlationId: context.correlationId,
        ...(typeof expectedRevision === 'number' ? { expectedRevision } : {}),
        ...(typeof effectiveAt === 'string' ? { effectiveAt } : {}),
      }),
    );
    return toPayload(context, outcome);
  }
}

async function toPayload(context: RequestContext, outcome: CommandOutcome): Promise<MutationPayload> {
  switch (outcome.outcome) {
    case 'accepted': {
      if (outcome.position !== undefined) await context.reads.reach(outcome.position);
      const { stream: id, revision, position, repeated, events } = outcome;
      return { id, revision, position: position?.toString() ?? null, repeated, events, userErrors: [] };
    }
    case 'rejected':
      return {
        id: null,
        revision: null,
        position: null,
        repeated: false,
        events: [],
        userErrors: outcome.rejections.map((rejection) => ({ ...rejection, field: ['input', ...(rejection.field ?? [])] })),
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
