import type { Caller } from '#platform/access';
import type { CommandRunner } from '#platform/event-sourcing';
import type { Coordination, Lease } from '#platform/coordination';
import type { Position } from '#platform/event-store';
import { OutageLog } from '#platform/outages';
import type { ProjectionLog, Projections } from '#platform/projections';
import type { Session, SessionFactory } from '#platform/sessions';
import { DueCommandSender } from './due-command-sender.js';
import type { DueCommand, ProcessDefinition } from './process.js';
import { isStorageAway } from './storage-away.js';

export interface ProcessRunnerOptions {
  readonly processes: readonly ProcessDefinition[];
  readonly runner: CommandRunner<Session>;
  readonly projections: Projections;
  readonly sessions: SessionFactory;
  readonly caller: Caller;
  /** A process runs where its lease is held, `process:<name>`. */
  readonly coordination: Coordination;
  readonly clock: () => Date;
  readonly log: ProjectionLog;
  /** Longest pause between two looks, in milliseconds: how late what failed is tried again. */
  readonly pauseMs?: number;
}

const BATCH = 100;

/** How late at most what is written is seen, in milliseconds: a look costs too much for one at each event. */
const ATTENTION_MS = 1_000;

/** Wakes the durable processes when something falls due. */
export class ProcessRunner {
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();
  #stopped = false;
  /** Where the read models were at the last look. */
  #seen: Position | undefined;

  readonly #sender: DueCommandSender;
  readonly #leases: ReadonlyMap<ProcessDefinition, Lease>;
  readonly #outage: OutageLog;

  constructor(private readonly options: ProcessRunnerOptions) {
    this.#sender = new DueCommandSender(options);
    this.#outage = new OutageLog(options.log, {
      began: 'Durable processes wait for what does not answer',
      over: 'Durable processes go on',
    });
    this.#leases = new Map(
      options.processes.map((process) => [process, options.coordination.lease(`process:${process.name}`)]),
    );
    // What fell due while nobody held it is looked for now, not after the pause.
    for (const lease of this.#leases.values()) lease.onChange((isHeld) => isHeld && (this.#seen = undefined));
  }

  start(): void {
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#round;
  }

  /**
   * Sends everything that is due now. Also called directly, to see a deadline pass without waiting for the timer.
   * What fails is logged and tried again in a later round; it keeps nothing else from being sent.
   * @returns how many commands were carried out
   */
  async runDue(): Promise<number> {
    let sent = 0;
    for (const process of this.#own()) {
      try {
        sent += await this.#run(process);
        this.#outage.over();
      } catch (error) {
        this.#report(process, error);
      }
    }
    return sent;
  }

  /** Each command once a round, whether or not it had the effect of no longer being due. */
  async #run(process: ProcessDefinition): Promise<number> {
    const tried = new Set<string>();
    let sent = 0;
    for (;;) {
      const due = await this.#due(process, tried.size + BATCH);
      const untried = due.filter(({ commandId }) => !tried.has(commandId));
      if (untried.length === 0) return sent;
      for (const command of untried) {
        if (this.#stopped || !this.#isOwn(process)) return sent;
        tried.add(command.commandId);
        try {
          await this.#sender.send(process.name, command);
          sent += 1;
        } catch (error) {
          if (isStorageAway(error)) throw error;
          this.#report(process, error);
        }
      }
    }
  }

  /** Those that this process runs now. */
  #own(): readonly ProcessDefinition[] {
    return this.options.processes.filter((process) => this.#isOwn(process));
  }

  #isOwn(process: ProcessDefinition): boolean {
    return this.#leases.get(process)?.isHeld === true;
  }

  #report({ name }: ProcessDefinition, error: unknown): void {
    const facts = { process: name, err: error };
    if (isStorageAway(error)) this.#outage.failed(facts);
    else this.options.log.error(facts, 'A durable process failed and will be tried again');
  }

  /** Looks after the pause, or sooner when something has been written. */
  #schedule(pauseMs: number): void {
    if (this.#stopped) return;
    const waitMs = Math.min(pauseMs, ATTENTION_MS);
    this.#timer = setTimeout(() => {
      if (waitMs === pauseMs || this.options.projections.position !== this.#seen) this.#round = this.#look();
      else this.#schedule(pauseMs - waitMs);
    }, waitMs);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    this.#seen = this.options.projections.position;
    await this.runDue();
    this.#schedule(await this.#pause());
  }

  get #longestPause(): number {
    return this.options.pauseMs ?? 10_000;
  }

  async #pause(): Promise<number> {
    const now = this.options.clock();
    let next = this.#longestPause;
    for (const process of this.#own()) {
      try {
        using session = await this.options.sessions.open(this.options.caller);
        const at = await process.nextDue(session, now.toISOString());
        if (at !== undefined) next = Math.min(next, Math.max(0, Date.parse(at) - now.getTime()));
      } catch (error) {
        this.#report(process, error);
      }
    }
    return next;
  }

  async #due(process: ProcessDefinition, limit: number): Promise<readonly DueCommand[]> {
    using session = await this.options.sessions.open(this.options.caller);
    return await process.due(session, this.options.clock().toISOString(), limit);
  }
}
