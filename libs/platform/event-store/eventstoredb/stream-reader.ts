import { PagedEvents } from '../paged-events.js';
import type { ReadStreamOptions, RecordedEvent, Revision, StreamName } from '../event-store.port.js';
import { rangeAfter, streamRange, type StreamRange } from '../stream-range.js';
import { fromServerEvent, positionOf } from './event-envelope.js';
import { EventStoreDbLogAlteredError } from './eventstoredb.errors.js';
import type { ServerLog } from './server-log.js';
import type { StreamMemory } from './stream-memory.js';

const PAGE_EVENTS = 512;
const MOST_SHORT_PAGES = 5;
/** Higher than any: until it is known where the stream ends. */
const NO_END = Number.MAX_SAFE_INTEGER as Revision;

/** Reads streams page by page; what it reads is remembered for the appends that follow. */
export class StreamReader {
  constructor(
    private readonly server: ServerLog,
    private readonly memory: StreamMemory,
  ) {}

  read(stream: StreamName, options: ReadStreamOptions): PagedEvents {
    let range = streamRange(options, NO_END);
    let isFirst = true;
    return new PagedEvents(async () => {
      this.server.closing.throwIfAborted();
      if (isFirst && range.direction === 'backwards') range = await this.#endingAtLast(stream, range);
      const { events, isLast, end } = await this.#page(stream, range, isFirst);
      const last = events.at(-1);
      if (last === undefined) return [];
      // One page is what was there when the read began. Only a longer read needs to know where the stream ended.
      if (isFirst && !isLast && range.direction === 'forwards') range = await this.#endingAtLast(stream, range, end);
      isFirst = false;
      const page = events.filter(({ revision }) => revision >= range.lowest && revision <= range.highest);
      range = isLast ? { ...range, limit: 0 } : rangeAfter(range, last.revision, events.length);
      return page;
    });
  }

  async #page(stream: StreamName, range: StreamRange, isFirst: boolean) {
    const { direction, lowest, highest } = range;
    const limit = Math.min(range.limit, PAGE_EVENTS, highest - lowest + 1);
    if (limit <= 0) return { events: [], isLast: true, end: undefined };
    const from = direction === 'forwards' ? lowest : highest;
    for (let attempt = 1; ; attempt += 1) {
      const page = await this.server.streamPage({ stream, direction, limit, ...(from !== NO_END && { from }) });
      const events = page.events.map((event) => fromServerEvent(event, positionOf(event)));
      assertWithoutGap(stream, direction, from === NO_END ? undefined : from, events, isFirst);
      if (direction === 'forwards') this.memory.learn(stream, events);
      const reached = events.at(-1)?.revision;
      // A read that the server ends too early looks like one that reached the end.
      const isShort =
        page.isLast &&
        (direction === 'forwards'
          ? (await this.#lastOf(stream, page.end)) > (reached ?? lowest - 1)
          : reached === undefined
            ? page.end === undefined || (await this.#lastOf(stream, page.end)) >= lowest
            : reached > lowest);
      if (!isShort || events.length > 0) return { events, isLast: page.isLast && !isShort, end: page.end };
      if (attempt === MOST_SHORT_PAGES) throw shorterThanBefore(stream, from === NO_END ? lowest : from);
    }
  }

  /**
   * The last revision that the stream has now, or had. Others may have written what is not remembered here, so the server
   * says: with the page itself, or when it is asked.
   */
  async #lastOf(stream: StreamName, stated: number | undefined): Promise<number> {
    const end = stated ?? (await this.server.lastRevisionOf(stream));
    return Math.max(end, this.memory.of(stream)?.last ?? -1);
  }

  /** The range, cut at the last revision that the stream has now. */
  async #endingAtLast(stream: StreamName, range: StreamRange, stated?: number): Promise<StreamRange> {
    if (range.highest === NO_END && range.direction === 'backwards') return range;
    return { ...range, highest: Math.min(range.highest, await this.#lastOf(stream, stated)) };
  }
}

function shorterThanBefore(stream: StreamName, revision: number): EventStoreDbLogAlteredError {
  return new EventStoreDbLogAlteredError(
    `The stream ${stream} had a revision ${revision}, and has none now. Somebody deleted or truncated it in EventStoreDB: restore ` +
      'the database from a backup.',
  );
}

/** A stream that was truncated or deleted in EventStoreDB goes on as if its first events had never been. */
function assertWithoutGap(
  stream: StreamName,
  direction: StreamRange['direction'],
  from: number | undefined,
  events: readonly RecordedEvent[],
  isFirst: boolean,
): void {
  const step = direction === 'forwards' ? 1 : -1;
  let expected = from ?? (isFirst ? events[0]?.revision : undefined);
  for (const { revision } of events) {
    if (expected !== undefined && revision !== expected) {
      throw new EventStoreDbLogAlteredError(
        `The stream ${stream} goes on with revision ${revision} where ${expected} should be. Somebody deleted or truncated it in ` +
          'EventStoreDB: restore the database from a backup.',
      );
    }
    expected = revision + step;
  }
}
