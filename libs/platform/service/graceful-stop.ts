import type { Log } from './logging.js';

/** One part of the service, stopped before those that come after it. */
export interface StopStep {
  readonly name: string;
  readonly stop: () => Promise<void> | void;
  /** Milliseconds; default 10,000. */
  readonly within?: number;
  /** Ends by force what is overdue, for example open connections; the step then has one more second. */
  readonly abandon?: () => void;
}

export interface GracefulStopOptions {
  readonly log: Pick<Log, 'info' | 'error' | 'fatal'>;
  /** In the order in which they stop: the HTTP server, the durable processes, the projections, the stores. */
  readonly steps: readonly StopStep[];
  /** Default `process.exit`. */
  readonly exit?: (code: number) => void;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const DEFAULT_WITHIN = 10_000;
const AFTER_ABANDONING = 1_000;

/**
 * Stops the service in order: first nothing new comes in and what is under way finishes, then what it rests on is
 * closed. A second signal ends the process at once; the log is written so that this loses nothing acknowledged.
 */
export class GracefulStop {
  #stopping: Promise<void> | undefined;
  readonly #exit: (code: number) => void;

  constructor(private readonly options: GracefulStopOptions) {
    this.#exit = options.exit ?? ((code) => process.exit(code));
  }

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** Stops at SIGTERM and SIGINT, and ends the process at faults that nothing caught. */
  listen(): void {
    for (const signal of SIGNALS) process.on(signal, () => this.#onSignal(signal));
    process.on('uncaughtException', (error) => this.#onUncaught(error));
    process.on('unhandledRejection', (error) => this.#onUncaught(error));
  }

  /** Stops everything, once, and ends the process: with 1 when a step failed, else with `exitCode`. */
  stop(reason: string, exitCode = 0): Promise<void> {
    this.#stopping ??= this.#stop(reason, exitCode);
    return this.#stopping;
  }

  #onSignal(signal: string): void {
    if (!this.isStopping) {
      void this.stop(signal);
      return;
    }
    this.options.log.error({ signal }, 'Told to stop a second time: ending at once');
    this.#exit(1);
  }

  /** After a fault that nothing caught, the state of the process is not known: it ends without further ado. */
  #onUncaught(error: unknown): void {
    this.options.log.fatal({ err: error }, 'A fault that nothing caught: ending at once');
    this.#exit(1);
  }

  async #stop(reason: string, exitCode: number): Promise<void> {
    const { log, steps } = this.options;
    log.info({ reason }, 'Stopping');
    let clean = true;
    for (const step of steps) clean = (await this.#run(step)) && clean;
    log.info({ clean }, 'Stopped');
    this.#exit(clean ? exitCode : 1);
  }

  async #run(step: StopStep): Promise<boolean> {
    const { log } = this.options;
    const { name, within = DEFAULT_WITHIN, abandon } = step;
    const stopped = Promise.resolve().then(() => step.stop());
    // Awaited below; a failure that comes after the time is up must not end the process as uncaught.
    stopped.catch(() => undefined);
    try {
      if (await finishes(stopped, within)) return true;
      log.error({ step: name, within }, 'Did not stop in time');
      abandon?.();
      if (abandon) await finishes(stopped, AFTER_ABANDONING);
    } catch (error) {
      log.error({ step: name, err: error }, 'Failed to stop');
    }
    return false;
  }
}

async function finishes(work: Promise<void>, within: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const overdue = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), within);
  });
  try {
    return await Promise.race([work.then(() => true as const), overdue]);
  } finally {
    clearTimeout(timer);
  }
}
