/** What the double is told to do wrong. Each fault happens as often as it was asked for, then no more. */
export type Fault =
  /** The append is written, and the call fails before its answer. */
  | 'lost-answer'
  /** The append is written, and no answer ever comes. */
  | 'hang-after-append'
  /** The append is not written, and no answer ever comes. */
  | 'hang-append'
  /** The call ends as if all were well, without an answer. */
  | 'half-close-append'
  /** The server says that it cannot take the call now. */
  | 'unavailable-append'
  /** The read ends as if it were complete, after some of its events. */
  | 'half-close-read'
  /** The read gives some of its events, then nothing more. */
  | 'hang-read'
  /** The read fails after some of its events. */
  | 'drop-read'
  | 'unavailable-read'
  /** The subscription fails after an event. */
  | 'drop-subscription'
  /** The subscription ends without an error after an event. */
  | 'end-subscription'
  /** The subscription stays open and gives nothing more. */
  | 'silent-subscription';

/** The faults that are still to happen. */
export class DoubleFaults {
  /** How many events a read that goes wrong gives first. */
  eventsBefore = 3;
  readonly #pending = new Map<Fault, number>();
  readonly #happened = new Map<Fault, number>();

  next(fault: Fault, times = 1): void {
    this.#pending.set(fault, (this.#pending.get(fault) ?? 0) + times);
  }

  /** No more faults; those that have happened stay counted. */
  clear(): void {
    this.#pending.clear();
  }

  /** Whether this fault is to happen now; counts it. */
  take(fault: Fault): boolean {
    const pending = this.#pending.get(fault) ?? 0;
    if (pending === 0) return false;
    this.#pending.set(fault, pending - 1);
    this.#happened.set(fault, this.happened(fault) + 1);
    return true;
  }

  /** The first of these faults that is to happen now. */
  takeOneOf<Kind extends Fault>(faults: readonly Kind[]): Kind | undefined {
    return faults.find((fault) => this.take(fault));
  }

  happened(fault: Fault): number {
    return this.#happened.get(fault) ?? 0;
  }
}
