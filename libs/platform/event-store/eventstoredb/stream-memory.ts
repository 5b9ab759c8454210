import { LRUCache } from 'lru-cache';
import type { EventId, RecordedEvent, Revision, StreamName } from '../event-store.port.js';

/** The ids of all events of a stream up to a revision. */
export interface KnownStream {
  /** `undefined`: nothing is known to be in the stream. */
  readonly last: Revision | undefined;
  readonly revisions: ReadonlyMap<EventId, Revision>;
}

interface RememberedStream {
  last: Revision | undefined;
  readonly revisions: Map<EventId, Revision>;
}

/** Ids that are remembered at most, over all streams: some tens of megabytes. */
const REMEMBERED_IDS = 200_000;

export const UNKNOWN_STREAM: KnownStream = { last: undefined, revisions: new Map() };

/**
 * Which event ids the streams used last hold, as far as they were read or written here. The server looks for ids at the
 * expected revision only, so that an append which is repeated later would be written twice.
 */
export class StreamMemory {
  readonly #streams = new LRUCache<StreamName, RememberedStream>({
    maxSize: REMEMBERED_IDS,
    sizeCalculation: ({ revisions }) => revisions.size + 1,
  });

  of(stream: StreamName): KnownStream | undefined {
    return this.#streams.get(stream);
  }

  /** Takes over events that follow what is known, in the order of their revisions; others teach nothing. */
  learn(stream: StreamName, events: readonly Pick<RecordedEvent, 'id' | 'revision'>[]): void {
    const known = this.#streams.get(stream) ?? { last: undefined, revisions: new Map<EventId, Revision>() };
    const before = known.last;
    for (const { id, revision } of events) {
      if (revision !== (known.last === undefined ? 0 : known.last + 1)) continue;
      known.last = revision;
      known.revisions.set(id, revision);
    }
    if (known.last !== before) this.#streams.set(stream, known);
  }
}
