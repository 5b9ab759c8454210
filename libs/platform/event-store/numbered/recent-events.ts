import type { Position, RecordedEvent } from '../event-store.port.js';

const MOST_EVENTS = 4_096;
const MOST_BYTES = 8 * 1024 * 1024;

/** The newest events of the log, in memory, so that those who follow it need not each read them from the server. */
export class RecentEvents {
  readonly #events: RecordedEvent[] = [];
  #bytes = 0;

  /** @param head the position of the last event before those that come */
  constructor(private head: Position) {}

  /** @param events those that come next in the log */
  add(events: readonly RecordedEvent[]): void {
    for (const event of events) {
      this.#events.push(event);
      this.#bytes += bytesOf(event);
      this.head = event.position;
    }
    let dropped = 0;
    while (this.#events.length - dropped > MOST_EVENTS || this.#bytes > MOST_BYTES) {
      const event = this.#events[dropped];
      if (event === undefined) break;
      this.#bytes -= bytesOf(event);
      dropped += 1;
    }
    if (dropped > 0) this.#events.splice(0, dropped);
  }

  /** Forgets them, and begins anew behind another event. */
  restart(head: Position): void {
    this.#events.length = 0;
    this.#bytes = 0;
    this.head = head;
  }

  /**
   * The next events after a position; none when there are none yet.
   * @returns undefined when they came too long ago to be here
   */
  after(position: Position, limit: number): readonly RecordedEvent[] | undefined {
    if (position >= this.head) return [];
    const skipped = position - (this.head - this.#events.length);
    return skipped < 0 ? undefined : this.#events.slice(skipped, skipped + limit);
  }
}

function bytesOf({ data, metadata }: RecordedEvent): number {
  return data.byteLength + metadata.byteLength;
}
