import type { Position as ServerPosition, RecordedEvent as ServerEvent } from '@eventstore/db-client';
import { isStreamName } from '../append.validation.js';
import { START } from '../event-store.port.js';
import type { Position, RecordedEvent } from '../event-store.port.js';
import { fromServerEvent, positionOf } from './event-envelope.js';
import type { ServerLog } from './server-log.js';

/** Most events of one page, those of others included. */
const PAGE_EVENTS = 512;

/** Reads the log on from a position, page by page, and leaves out what is not the service's. */
export class LogPages {
  /** The last event looked at, whosever it was. */
  #last: ServerPosition | undefined;

  constructor(
    private readonly server: ServerLog,
    after: Position,
  ) {
    this.#last = after === START ? undefined : serverPositionOf(after);
  }

  /** The next events, at most `limit`; empty only when there are none after the last one given. */
  async next(limit: number): Promise<readonly RecordedEvent[]> {
    for (;;) {
      const size = Math.min(limit, PAGE_EVENTS);
      const isFirst = this.#last === undefined;
      // Reading forwards begins with the event at the position itself.
      const page = await this.server.logPage({
        direction: 'forwards',
        ...(this.#last && { from: this.#last }),
        limit: isFirst ? size : size + 1,
      });
      // One more than was asked for, if the event at the position has gone: a scavenge takes away those of the server.
      const fresh = page.events.filter((event) => this.#isFresh(event)).slice(0, size);
      this.#last = fresh.at(-1)?.position ?? this.#last;
      const own = fresh.filter(isOfService).map((event) => fromServerEvent(event, positionOf(event)));
      if (own.length > 0 || page.isLast) return own;
    }
  }

  #isFresh({ position }: ServerEvent): boolean {
    return this.#last === undefined || (position !== undefined && position.commit > this.#last.commit);
  }
}

/** Positions of the server that the service has are those of its own events, whose two numbers are the same. */
export function serverPositionOf(position: Position): ServerPosition {
  return { commit: BigInt(position), prepare: BigInt(position) };
}

/** The server keeps streams of its own in the log, and others may share it. */
export function isOfService({ streamId }: ServerEvent): boolean {
  return isStreamName(streamId);
}
