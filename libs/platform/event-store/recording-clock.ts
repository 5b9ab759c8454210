/**
 * Times for recorded events that never decrease, even if the system clock is set back: then the last time is
 * given again until the clock has caught up. ISO 8601 UTC times of four-digit years compare as text.
 */
export class RecordingClock {
  #last: string;

  /** @param last the time of the last event in the log, if there is one */
  constructor(last: string | undefined) {
    this.#last = last ?? '';
  }

  record(now: string): string {
    if (now > this.#last) this.#last = now;
    return this.#last;
  }
}
