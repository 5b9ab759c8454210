import type { Position as ServerPosition } from '@eventstore/db-client';
import { START } from '../event-store.port.js';
import type { Position, RecordedEvent } from '../event-store.port.js';
import { fromServerEvent, positionOf } from './event-envelope.js';
import { isOfService } from './log-pages.js';
import type { ServerLog } from './server-log.js';

/** Pages backwards: most often the last event is the service's; if not, there may be thousands of others. */
const PAGE_EVENTS = { first: 8, further: 512 };
/** How often the beginning of the log may give nothing before the log counts as empty. */
const MOST_READ_IN_VAIN = 5;

/** Finds the last event of the service in a log that ends with events of the server and of others. */
export class LogEnd {
  /** Up to this position it is known which event is the last. */
  #searched: bigint | undefined;
  #last: RecordedEvent | undefined;

  constructor(private readonly server: ServerLog) {}

  async position(): Promise<Position> {
    return (await this.last())?.position ?? START;
  }

  /** `undefined`: the log holds none. */
  async last(): Promise<RecordedEvent | undefined> {
    let from: ServerPosition | undefined;
    let end: bigint | undefined;
    for (let limit = PAGE_EVENTS.first; ; limit = PAGE_EVENTS.further) {
      const page = await this.server.logPage({ direction: 'backwards', ...(from && { from }), limit });
      end ??= page.events[0]?.position?.commit;
      const found = page.events.find(isOfService);
      if (found) return this.#remember(end, fromServerEvent(found, positionOf(found)));
      from = page.events.at(-1)?.position;
      const isKnown = this.#searched !== undefined && from !== undefined && from.commit <= this.#searched;
      if (isKnown || (page.isLast && (await this.#isFirst(from)))) return this.#remember(end, this.#last);
    }
  }

  /** A read that the server ends too early looks like one that has come to the first event, or like one of an empty log. */
  async #isFirst(from: ServerPosition | undefined): Promise<boolean> {
    for (let inVain = 0; inVain < MOST_READ_IN_VAIN; inVain += 1) {
      const { events } = await this.server.logPage({ direction: 'forwards', limit: 1 });
      const first = events[0]?.position?.commit;
      if (first !== undefined) return first === from?.commit;
    }
    return from === undefined;
  }

  #remember(end: bigint | undefined, last: RecordedEvent | undefined): RecordedEvent | undefined {
    const isNewer = end !== undefined && (this.#searched === undefined || end > this.#searched);
    if (isNewer) [this.#searched, this.#last] = [end, last];
    return last;
  }
}
