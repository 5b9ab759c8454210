import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { AggregateDefinition, CommandRequest } from '#platform/event-sourcing';
import type { Position } from '#platform/event-store';
import { applicationError } from './errors/index.js';
import { RunCommand } from './mutations.js';
import type { RequestContext } from './request-context.js';

/** What a command of the service needs that a query gives on the caller's behalf. */
export type ReadRecord = Pick<CommandRequest, 'stream' | 'type' | 'input' | 'commandId'>;

/**
 * A field of `Query` whose reading must be on record before the data is returned, for example because it discloses
 * something to a party.
 */
export interface RecordedRead {
  readonly field: string;
  readonly aggregate: AggregateDefinition;
  /**
   * What is still to be recorded of what the request's session shows; nothing when all of it is on record, or when the
   * caller may not read it at all.
   */
  readonly missing: (args: never, context: RequestContext) => Promise<readonly ReadRecord[]>;
}

/** A read of one request: the field with its arguments. */
export interface AskedRead {
  readonly read: RecordedRead;
  readonly args: unknown;
}

/** How often what is read may have changed while it was being recorded. */
const ATTEMPTS = 5;

/** Records reads before a query is executed. */
@Injectable()
export class ReadRecorder {
  constructor(private readonly commands: CommandBus) {}

  /**
   * Leaves the request with a session in which all that it is about to read is on record. What is recorded changes the
   * read models, and something else may have changed meanwhile, so that it looks again each time. When it cannot be
   * recorded, every field that reads fails with the reason.
   */
  async record(asked: readonly AskedRead[], context: RequestContext): Promise<void> {
    try {
      await this.#record(asked, context);
    } catch (fault) {
      await context.reads.refuse(fault);
    }
  }

  /**
   * Puts one thing on record, or else the request must not go on.
   * @throws what keeps it from being recorded
   */
  async require(
    aggregate: AggregateDefinition,
    record: ReadRecord,
    { caller, correlationId }: Pick<RequestContext, 'caller' | 'correlationId'>,
  ): Promise<Position> {
    const outcome = await this.commands.execute(new RunCommand(aggregate, { ...record, caller, correlationId }));
    if (outcome.outcome === 'accepted') return outcome.position;
    throw new Error(`A read could not be recorded: ${record.type} was ${outcome.outcome}.`);
  }

  /** @throws CONFLICT when what is read changes again and again, and what keeps it from being recorded */
  async #record(asked: readonly AskedRead[], context: RequestContext): Promise<void> {
    if (context.reads.past) return this.#recordNow(asked, context);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const missing = await missingOf(asked, context);
      if (missing.length === 0) return;
      // Nobody holds a snapshot while waiting for the log.
      await context.reads.giveBack();
      for (const { read, record } of missing) await this.#give(read, record, context);
    }
    throw applicationError('CONFLICT', 'What you ask for changed again and again while it was recorded. Ask again.');
  }

  /**
   * What is shown of the past is disclosed now. In the session it never comes to be on record, so that it is given once:
   * a command that found it on record already has no effect.
   */
  async #recordNow(asked: readonly AskedRead[], context: RequestContext): Promise<void> {
    const missing = await missingOf(asked, context);
    if (missing.length === 0) return;
    await context.reads.giveBack();
    for (const { read, record } of missing) await this.#give(read, record, context);
  }

  async #give({ aggregate }: RecordedRead, record: ReadRecord, context: RequestContext): Promise<void> {
    await context.reads.reach(await this.require(aggregate, record, context));
  }
}

async function missingOf(asked: readonly AskedRead[], context: RequestContext) {
  const missing: { readonly read: RecordedRead; readonly record: ReadRecord }[] = [];
  for (const { read, args } of asked) {
    for (const record of await read.missing(args as never, context)) missing.push({ read, record });
  }
  return missing;
}
