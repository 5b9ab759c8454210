import { LRUCache } from 'lru-cache';
import { decideAppend, errorOf, type AppendRequest } from '../append.decision.js';
import { EventIdConflictError, WrongExpectedRevisionError } from '../event-store.errors.js';
import type { AppendResult, EventStore, Revision, StreamName } from '../event-store.port.js';
import type { EventLookUp } from './event-look-up.js';
import type { OrdinalFollower } from './ordinal-follower.js';
import type { OrdinalIndex } from './ordinal-index.js';
import { Turns } from './turns.js';

export interface NumberedAppendsOptions {
  readonly store: EventStore;
  readonly index: OrdinalIndex;
  readonly follower: OrdinalFollower;
  readonly lookUp: EventLookUp;
}

/** How often an append is decided anew, after another process was faster each time. */
const MOST_ATTEMPTS = 100;
const STREAMS_KNOWN = 20_000;

/**
 * Appends at an exact revision, and only when every event of the stream before it is in the index: so each repetition is
 * recognised by its ids, whatever was expected and whoever appended first. With an exact revision, the store below may
 * be sent the same append again after an unknown outcome.
 */
export class NumberedAppends {
  readonly #turns = new Turns();
  /** Up to which revision of a stream the index has all events. */
  readonly #covered = new LRUCache<StreamName, Revision>({ max: STREAMS_KNOWN });

  constructor(private readonly parts: NumberedAppendsOptions) {}

  append(request: AppendRequest): Promise<AppendResult> {
    const { stream, events } = request;
    return this.#turns.run([stream, ...events.map(({ id }) => id)], () => this.#append(request));
  }

  /** The index has all events of the stream up to this revision. */
  noteCovered(stream: StreamName, revision: Revision): void {
    if ((this.#covered.get(stream) ?? -1) < revision) this.#covered.set(stream, revision);
  }

  async #append(request: AppendRequest): Promise<AppendResult> {
    let last = this.#supposedLast(request) ?? (await this.#lookAtLast(request.stream));
    for (let attempt = 1; ; attempt += 1) {
      const known = await this.parts.lookUp.byIds(request.events.map(({ id }) => id));
      const decision = decideAppend(request, last.revision, known);
      if (decision.kind === 'repeated') return decision.result;
      if (decision.kind !== 'write') throw errorOf(request, decision);
      try {
        return await this.#write(request, last.revision);
      } catch (error) {
        if (!isOvertaken(error, attempt)) throw error;
        last = await this.#lookAtLast(request.stream);
      }
    }
  }

  async #write({ stream, events }: AppendRequest, last: Revision | undefined): Promise<AppendResult> {
    const { store, follower, index } = this.parts;
    const result = await store.append(stream, last ?? 'none', events);
    await follower.cover(result.position);
    this.noteCovered(stream, result.lastRevision);
    const { ordinal, raisedTo } = index.numberedAt(result.position);
    return { ...result, position: ordinal, recordedAt: raisedTo ?? result.recordedAt };
  }

  /** What the caller knows of the stream need not be looked up again: if it is not so, the store below refuses. */
  #supposedLast({ stream, expected }: AppendRequest): { readonly revision: Revision | undefined } | undefined {
    const covered = this.#covered.get(stream);
    if (expected === 'none' && covered === undefined) return { revision: undefined };
    return typeof expected === 'number' && covered === expected ? { revision: covered } : undefined;
  }

  async #lookAtLast(stream: StreamName): Promise<{ readonly revision: Revision | undefined }> {
    for await (const event of this.parts.store.readStream(stream, { direction: 'backwards', limit: 1 })) {
      await this.parts.follower.cover(event.position);
      this.noteCovered(stream, event.revision);
      return { revision: event.revision };
    }
    return { revision: undefined };
  }
}

/** Another process was faster: what it appended decides now, whether it was something else or the very same. */
function isOvertaken(error: unknown, attempt: number): boolean {
  if (error instanceof EventIdConflictError) return attempt === 1;
  return error instanceof WrongExpectedRevisionError && attempt < MOST_ATTEMPTS;
}
