import { Worker } from 'node:worker_threads';
import type { LogCheckReport } from './log-check.js';
import type { LogFault } from './log-fault.js';
import type { FromScrub, ScrubStart } from './scrub-messages.js';

export interface ScrubLog {
  readonly info: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

export interface ScrubOptions {
  readonly dataFolder: string;
  /** Records looked at in a second: how much of the disk and of a processor it may take. */
  readonly recordsPerSecond: number;
  /** Time between two passes, in milliseconds. */
  readonly pauseMs: number;
  readonly clock: () => Date;
  readonly log: ScrubLog;
}

export interface ScrubStatus {
  /** How far the pass under way has come; 0 between two passes. */
  readonly position: number;
  /** Passes finished since the start. */
  readonly passes: number;
  readonly lastFinishedAt: string | undefined;
  /** What the last finished pass found. */
  readonly faults: readonly LogFault[];
  /** Why there are no more passes; undefined while there are. */
  readonly stopped: string | undefined;
}

/**
 * Looks through the whole log again and again, slowly and in a thread of its own, so that damage is found while there is
 * a backup from before it.
 */
export class Scrub {
  #status: ScrubStatus = { position: 0, passes: 0, lastFinishedAt: undefined, faults: [], stopped: undefined };
  #worker: Worker | undefined;
  readonly #flag = new Int32Array(new SharedArrayBuffer(4));

  constructor(private readonly options: ScrubOptions) {}

  get status(): ScrubStatus {
    return this.#status;
  }

  start(): void {
    if (this.#worker !== undefined) return;
    const { dataFolder, recordsPerSecond, pauseMs } = this.options;
    const workerData: ScrubStart = { dataFolder, recordsPerSecond, pauseMs, flag: this.#flag };
    this.#worker = new Worker(new URL('./scrub.worker.js', import.meta.url), { workerData });
    this.#worker.on('message', (message: FromScrub) => this.#receive(message));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.unref();
  }

  /** Waits for the page under way. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#worker = undefined;
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.ref();
    Atomics.store(this.#flag, 0, 1);
    Atomics.notify(this.#flag, 0);
    if (this.#status.stopped === undefined) await ended;
  }

  #receive(message: FromScrub): void {
    if (message.kind === 'reached') this.#status = { ...this.#status, position: message.position };
    else this.#finish(message.report);
  }

  #finish({ faults, checked }: LogCheckReport): void {
    const { log, clock } = this.options;
    const passes = this.#status.passes + 1;
    this.#status = { ...this.#status, position: 0, passes, lastFinishedAt: clock().toISOString(), faults };
    for (const { nature, position, text } of faults) log.error({ nature, position }, text);
    if (faults.length === 0) log.info({ checked }, 'Looked through the whole log: it holds what was recorded');
  }

  #fail(error: Error): void {
    this.#status = { ...this.#status, stopped: error.message };
    this.options.log.error({ err: error }, 'The log is no longer looked through in the background');
  }
}
