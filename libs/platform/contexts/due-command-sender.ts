import { deriveUuid } from '#platform/values';
import type { Caller } from '#platform/access';
import type { CommandAccepted, CommandOutcome, CommandRunner } from '#platform/event-sourcing';
import type { Projections } from '#platform/projections';
import type { Session } from '#platform/sessions';
import type { DueCommand } from './process.js';

/** Longest wait for the read models to show a command's effect before its sender looks again, in milliseconds. */
const SETTLE_MS = 30_000;

/** A rule or the policy refused what a process sent. Says no more than codes: messages may speak of people. */
export class ProcessRefusedError extends Error {
  override readonly name = 'ProcessRefusedError';
  readonly codes: readonly string[];
  constructor(
    process: string,
    { type, stream }: DueCommand,
    outcome: Exclude<CommandOutcome, { outcome: 'accepted' }>,
  ) {
    const codes = outcome.outcome === 'forbidden' ? ['FORBIDDEN'] : outcome.rejections.map(({ code }) => code);
    super(`The process ${process} was refused ${type} on ${stream}: ${codes.join(', ')}.`);
    this.codes = codes;
  }
}

export interface DueCommandSenderOptions {
  readonly runner: CommandRunner<Session>;
  readonly projections: Pick<Projections, 'waitFor'>;
  readonly caller: Caller;
}

/** Sends the commands of processes and effects. */
export class DueCommandSender {
  constructor(private readonly options: DueCommandSenderOptions) {}

  /**
   * Gives the command, and waits until the read models show what came of it.
   * @throws ProcessRefusedError, ReadBehindError, and the faults of the command runner
   */
  async send(process: string, due: DueCommand): Promise<void> {
    await this.shown(await this.give(process, due));
  }

  /** @throws ProcessRefusedError, and the faults of the command runner */
  async give(process: string, due: DueCommand): Promise<CommandAccepted> {
    const { aggregate, stream, type, input, commandId, causationId } = due;
    const outcome = await this.options.runner.run(aggregate, {
      stream,
      type,
      input,
      commandId,
      caller: this.options.caller,
      correlationId: deriveUuid('process', process, commandId),
      ...(causationId !== undefined && { causationId }),
    });
    if (outcome.outcome !== 'accepted') throw new ProcessRefusedError(process, due, outcome);
    return outcome;
  }

  /**
   * Waits until the read models show what came of a command.
   * @throws ReadBehindError
   */
  shown({ position }: CommandAccepted): Promise<void> {
    return this.options.projections.waitFor(position, SETTLE_MS);
  }
}
