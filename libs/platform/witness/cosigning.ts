import type { WitnessPolicy } from './witness-policy.js';
import { WitnessLane, type WitnessState, type WitnessStatus } from './witness-lane.js';
import type { WitnessedLog } from './witnessed-log.port.js';

/** Where it is said when a witness begins or ceases to sign. */
export interface CosigningLog {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface CosigningOptions {
  readonly policy: WitnessPolicy;
  readonly log: WitnessedLog;
  readonly report: CosigningLog;
  /** How often witnesses are asked while the log grows, in milliseconds. */
  readonly intervalMs: number;
  /** How long a witness may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether it is this process that asks in the background; left out, it is. */
  readonly isOurs?: () => boolean;
  /** Default: the system's. */
  readonly now?: () => Date;
  /** Default: `Math.random`. */
  readonly random?: () => number;
}

/** States that mean that the past of the log may have been changed. */
const ALARMING: readonly WitnessState[] = ['CONTRADICTED', 'AHEAD'];

/**
 * Has the log's checkpoints cosigned by its witnesses, in rounds: all are asked for the same checkpoint, so that a
 * quorum signs one and the same. A witness that does not answer is left out of the next rounds, for longer each time.
 */
export class Cosigning {
  readonly #lanes: readonly WitnessLane[];
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly options: CosigningOptions) {
    const { log, timeoutMs, now = () => new Date(), random = Math.random } = options;
    // Those without an address cannot be asked: their cosignatures come by other ways.
    this.#lanes = options.policy.witnesses.flatMap(({ name, key, url }) =>
      url === undefined ? [] : [new WitnessLane({ name, key, url }, { log, now, timeoutMs, random })],
    );
  }

  statuses(): readonly WitnessStatus[] {
    return this.#lanes.map(({ status }) => status);
  }

  start(): void {
    this.#next(0);
  }

  /** Gives up what is under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running.catch(() => undefined);
  }

  /** Asks those that are due for the newest checkpoint, all at once, after any round that is under way. */
  round(): Promise<void> {
    this.#running = this.#running.catch(() => undefined).then(() => this.#round());
    return this.#running;
  }

  async #round(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const checkpoint = await this.options.log.newest();
    if (checkpoint === undefined) return;
    const due = this.#lanes.filter((lane) => lane.isDue(checkpoint));
    await Promise.all(
      due.map(async (lane) => {
        const before = lane.status;
        await lane.ask(checkpoint, this.#stopping.signal);
        this.#reportChange(before, lane.status);
      }),
    );
  }

  #next(inMs: number): void {
    if (this.#stopping.signal.aborted) return;
    this.#timer = setTimeout(() => void this.#roundAndNext(), inMs);
  }

  async #roundAndNext(): Promise<void> {
    try {
      if (this.options.isOurs?.() !== false) await this.round();
    } catch (error) {
      if (!this.#stopping.signal.aborted) this.options.report.error({ err: error }, 'Asking the witnesses failed');
    }
    this.#next(this.options.intervalMs);
  }

  #reportChange(before: WitnessStatus, { name, state, reason, signedSize }: WitnessStatus): void {
    if (before.state === state && before.reason === reason) return;
    const { report } = this.options;
    if (state === 'SIGNED') report.info({ witness: name, size: signedSize }, 'A witness has signed');
    else if (ALARMING.includes(state)) {
      report.error({ witness: name, state, reason }, 'A witness says that this is not the log it knew');
    } else if (state !== 'WAITING') report.error({ witness: name, state, reason }, 'A witness does not sign');
  }
}
