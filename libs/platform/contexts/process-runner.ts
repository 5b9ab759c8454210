import { deriveUuid } from '#platform/values';
import type { Caller } from '#platform/access';
import type { CommandRunner } from '#platform/event-sourcing';
import type { ProjectionLog, ProjectionRunner } from '#platform/projections';
import type { Session, SessionFactory } from '#platform/sessions';
import type { DueCommand, ProcessDefinition } from './process.js';

export interface ProcessRunnerOptions {
  readonly processes: readonly ProcessDefinition[];
  readonly runner: CommandRunner<Session>;
  readonly projections: ProjectionRunner;
  readonly sessions: SessionFactory;
  readonly caller: Caller;
  readonly clock: () => Date;
  readonly log: ProjectionLog;
  /** Longest pause between two looks, in milliseconds: the bound on how late a deadline set meanwhile is seen. */
  readonly pauseMs?: number;
}

const BATCH = 100;
/** Longest wait for the read models to show a command's effect before the process looks again, in milliseconds. */
const SETTLE_MS = 30_000;

/** Wakes the durable processes when something falls due. */
export class ProcessRunner {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(private readonly options: ProcessRunnerOptions) {}

  start(): void {
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  /** Sends everything that is due now. Also called directly, to see a deadline pass without waiting for the timer. */
  async runDue(): Promise<number> {
    let sent = 0;
    for (const process of this.options.processes) {
      for (;;) {
        const due = await this.#due(process);
        for (const command of due) await this.#send(process, command);
        sent += due.length;
        if (due.length < BATCH) break;
      }
    }
    return sent;
  }

  #schedule(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#round = this.#look();
    }, delayMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    try {
      await this.runDue();
      this.#schedule(await this.#pause());
    } catch (error) {
      this.options.log.error({ fault: String(error) }, 'A durable process failed and will be tried again');
      this.#schedule(this.#longestPause);
    }
  }

  get #longestPause(): number {
    return this.options.pauseMs ?? 10_000;
  }

  async #pause(): Promise<number> {
    const now = this.options.clock();
    using session = await this.options.sessions.open(this.options.caller);
    let next = this.#longestPause;
    for (const process of this.options.processes) {
      const at = await process.nextDue(session, now.toISOString());
      if (at !== undefined) next = Math.min(next, Math.max(0, Date.parse(at) - now.getTime()));
    }
    return next;
  }

  async #due(process: ProcessDefinition): Promise<readonly DueCommand[]> {
    using session = await this.options.sessions.open(this.options.caller);
    return process.due(session, this.options.clock().toISOString(), BATCH);
  }

  async #send(process: ProcessDefinition, due: DueCommand): Promise<void> {
    const { aggregate, stream, type, input, commandId } = due;
    const correlationId = deriveUuid('process', process.name, commandId);
    const caller = this.options.caller;
    const outcome = await this.options.runner.run(aggregate, { stream, type, input, commandId, caller, correlationId });
    if (outcome.outcome !== 'accepted') {
      throw new Error(`The process ${process.name} was refused ${type} on ${stream}: ${JSON.stringify(outcome)}`);
    }
    if (outcome.position !== undefined) await this.options.projections.waitFor(outcome.position, SETTLE_MS);
  }
}
