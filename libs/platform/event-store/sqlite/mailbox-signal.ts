import { availableParallelism } from 'node:os';

/** About as long as the system takes to put a thread to sleep and wake it again for the next message. */
const WATCH_MILLISECONDS = 0.1;
const WORTH_WATCHING = availableParallelism() > 1;

/**
 * Lets the writer thread notice the next message without going to sleep first: a caller that waits for one append
 * before it sends the next sends it within microseconds of the answer. It watches only for as long as sleeping and
 * waking would take anyway, and not at all on a single processor, where it would only be in the sender's way.
 */
export class MailboxSignal {
  readonly #sent: Int32Array<SharedArrayBuffer>;
  #seen = 0;

  /** @param memory shared by both threads; the sender makes it, the receiver is given it */
  constructor(readonly memory: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.#sent = new Int32Array(memory);
  }

  /** Called by the sender after each message. */
  sent(): void {
    Atomics.add(this.#sent, 0, 1);
  }

  /**
   * Called by the receiver when it has nothing to do. Takes the next message as soon as one is there; `undefined`
   * when none came in time.
   */
  watch<Message>(take: () => Message | undefined): Message | undefined {
    if (!WORTH_WATCHING) return undefined;
    const end = performance.now() + WATCH_MILLISECONDS;
    do {
      const sent = Atomics.load(this.#sent, 0);
      if (sent === this.#seen) continue;
      // May count a message that was taken already: then go on watching.
      this.#seen = sent;
      const message = take();
      if (message !== undefined) return message;
    } while (performance.now() < end);
    return undefined;
  }
}
