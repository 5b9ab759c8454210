import type { Caller } from '#platform/access';
import type { Coordination } from '#platform/coordination';
import type { CommandRunner } from '#platform/event-sourcing';
import type { ProjectionLog, Projections } from '#platform/projections';
import type { Session, SessionFactory } from '#platform/sessions';
import { DueCommandSender } from './due-command-sender.js';
import { EffectLane } from './effect-lane.js';
import type { EffectDefinition } from './effect.js';

export interface EffectRunnerOptions {
  readonly effects: readonly EffectDefinition[];
  readonly runner: CommandRunner<Session>;
  readonly projections: Pick<Projections, 'waitFor'>;
  readonly sessions: SessionFactory;
  readonly caller: Caller;
  /** An effect is carried out where its lease is held, `effect:<name>`. */
  readonly coordination: Coordination;
  readonly clock: () => Date;
  readonly log: ProjectionLog;
  /** Pause between two looks, in milliseconds. */
  readonly pauseMs?: number;
  /** How long a stop waits for what is under way before it tells it to end, in milliseconds. */
  readonly stopWithinMs?: number;
}

/** How long what was told to end may take, in milliseconds. */
const ABORT_WITHIN_MS = 2_000;

/**
 * Carries out the effects of all contexts, each in a lane of its own, so that one that waits for a slow system keeps no
 * other waiting; nor does one thing under way keep others of its lane waiting, while there is room.
 */
export class EffectRunner {
  readonly #lanes: readonly EffectLane[];
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(private readonly options: EffectRunnerOptions) {
    const sender = new DueCommandSender(options);
    this.#lanes = options.effects.map(
      (effect) =>
        new EffectLane(effect, {
          sender,
          lease: options.coordination.lease(`effect:${effect.name}`),
          openSession: () => options.sessions.open(options.caller),
          clock: options.clock,
          log: options.log,
          signal: this.#abort.signal,
        }),
    );
  }

  start(): void {
    this.#schedule(0);
  }

  /** Begins nothing any more, and waits for what is under way; what takes too long is told to end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    for (const lane of this.#lanes) lane.stopBeginning();
    const deadline = setTimeout(() => this.#abort.abort(), this.options.stopWithinMs ?? 10_000);
    const aborted = new Promise<void>((resolve) => {
      this.#abort.signal.addEventListener('abort', () => setTimeout(resolve, ABORT_WITHIN_MS).unref(), { once: true });
    });
    // Another round: the last one may have left what could not be put on record.
    await Promise.race([this.runDue(), aborted]);
    clearTimeout(deadline);
  }

  /**
   * Does everything that may be done now, and waits for it. Also called directly, to see it done without waiting for the
   * timer.
   * @returns how many things ended
   */
  async runDue(): Promise<number> {
    const ended = await Promise.all(this.#lanes.map((lane) => lane.run()));
    return ended.reduce((sum, each) => sum + each, 0);
  }

  #schedule(delayMs: number): void {
    if (this.#stopped || this.#lanes.length === 0) return;
    this.#timer = setTimeout(() => {
      for (const lane of this.#lanes) lane.look();
      this.#schedule(this.options.pauseMs ?? 1_000);
    }, delayMs);
    this.#timer.unref();
  }
}
