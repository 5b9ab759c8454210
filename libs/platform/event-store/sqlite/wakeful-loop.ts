import { availableParallelism } from 'node:os';

/** Some times as long as a fast disk takes for a commit. On a slower one, the time to wake up hardly counts. */
const AWAKE_MILLISECONDS = 0.5;
const WORTH_STAYING_AWAKE = availableParallelism() > 1;

/**
 * Keeps the event loop of a thread turning while it waits for another thread's answer: a loop that has gone to sleep
 * takes longer to wake again than the other thread needs to commit. Whatever else the loop has to do is done in
 * between, so only time that would be idle is used up, and only for a moment; on a single processor none at all,
 * because there the other thread needs it.
 */
export class WakefulLoop {
  #until = 0;
  #turning = false;

  /** @param waiting whether an answer is still to come */
  constructor(private readonly waiting: () => boolean) {}

  stayAwake(): void {
    if (!WORTH_STAYING_AWAKE) return;
    this.#until = performance.now() + AWAKE_MILLISECONDS;
    if (this.#turning) return;
    this.#turning = true;
    setImmediate(this.#turn);
  }

  readonly #turn = (): void => {
    this.#turning = this.waiting() && performance.now() < this.#until;
    if (this.#turning) setImmediate(this.#turn);
  };
}
