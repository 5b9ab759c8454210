import { START, type Position } from '#platform/event-store';
import { OutageLog } from '#platform/outages';
import { POSTGRES_SCHEMAS, type Signals } from '#platform/postgres';
import { PositionWaiters } from '../position-waiters.js';
import type { ProjectionLog } from '../projection-log.js';
import type { ReadModelDatabase } from '../read-model-database.js';

export interface CheckpointFollowerOptions {
  readonly database: Pick<ReadModelDatabase, 'checkpoint'>;
  readonly signals: Pick<Signals, 'on'>;
  readonly log: ProjectionLog;
}

/** How often to look while somebody waits, should a signal be lost, and at most while nobody does, in milliseconds. */
const LOOK_MS = 100;

/** Knows up to where the read models are, whoever keeps them: looks when it hears that they have moved. */
export class CheckpointFollower {
  readonly #waiters = new PositionWaiters(START);
  #waiting = 0;
  #looking = false;
  #again = false;
  #timer: NodeJS.Timeout | undefined;
  #isUnreachable = false;
  #endListening: () => void = () => undefined;
  #stopped = false;

  readonly #outage: OutageLog;

  constructor(private readonly options: CheckpointFollowerOptions) {
    this.#outage = new OutageLog(options.log, {
      began: 'It cannot be seen where the read models are',
      over: 'It can be seen again where the read models are',
    });
  }

  start(): void {
    this.#endListening = this.options.signals.on(POSTGRES_SCHEMAS.readModels, () => this.#onSignal());
    this.look();
  }

  get position(): Position {
    return this.#waiters.reached;
  }

  /** @throws ReadBehindError, and the error given to `stop` */
  async waitFor(position: Position, timeoutMs: number): Promise<void> {
    if (this.position >= position) return;
    this.#waiting += 1;
    this.look();
    try {
      await this.#waiters.reach(position, timeoutMs);
    } finally {
      this.#waiting -= 1;
    }
  }

  /** A look that is under way may have come too early: then it is followed by another one. */
  look(): void {
    if (this.#looking) this.#again = true;
    else void this.#look();
  }

  stop(error: Error): void {
    this.#stopped = true;
    this.#endListening();
    clearTimeout(this.#timer);
    this.#waiters.stop(error);
  }

  /** The read models may move thousands of times a second: that is of interest only to those who wait. */
  #onSignal(): void {
    if (this.#waiting > 0) this.look();
    else this.#lookLater();
  }

  #lookLater(): void {
    if (this.#timer !== undefined || this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.look();
    }, LOOK_MS);
    this.#timer.unref();
  }

  async #look(): Promise<void> {
    this.#looking = true;
    do {
      this.#again = false;
      try {
        this.#waiters.advance((await this.options.database.checkpoint()).position);
        this.#isUnreachable = false;
        this.#outage.over();
      } catch (error) {
        if (!this.#stopped) this.#outage.failed({ err: error });
        this.#isUnreachable = true;
      }
    } while (this.#again && !this.#stopped && !this.#isUnreachable);
    this.#looking = false;
    if (this.#waiting > 0) this.#lookLater();
  }
}
