import { setTimeout as delay } from 'node:timers/promises';
import { SealingSuspendedError, UnreadableEventError, type EventCodec } from '#platform/event-sourcing';
import type {
  AppendResult,
  EventId,
  EventStore,
  EventStoreCapabilities,
  EventToAppend,
  ExpectedRevision,
  Position,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  StreamName,
  SubscribeOptions,
} from '#platform/event-store';
import { KeyStoreBusyError, KeyStoreUnavailableError } from './key-store.errors.js';
import { LoadedEvents } from './loaded-events.js';
import type { LoadedKeys, SharedSubjectKeyRing } from './subject-key-ring.js';

const RETRY_MS = 1_000;

/**
 * Loads the keys of events before they are handed out, so that decoding stays synchronous. They stay in memory as long as
 * the events do, also when these are copied, for it is their bytes that hold on to the keys.
 */
export class KeyLoadingEventStore implements EventStore {
  readonly #heldBy = new WeakMap<Uint8Array, LoadedKeys>();

  constructor(
    private readonly store: EventStore,
    private readonly keys: Pick<SharedSubjectKeyRing, 'load'>,
    private readonly codec: Pick<EventCodec, 'keysIn' | 'keysInEncoded'>,
  ) {}

  get capabilities(): EventStoreCapabilities {
    return this.store.capabilities;
  }

  /** What was just sealed is decoded again without being read: its keys must stay as well. */
  async append(
    stream: StreamName,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const appending = this.store.append(stream, expected, events);
    // They were at hand a moment ago. One that is not says so when it is decoded, and undoes no append.
    const held = this.#load(events, (event) => this.codec.keysInEncoded(stream, event)).catch(() => undefined);
    const result = await appending;
    await held;
    return result;
  }

  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<RecordedEvent> {
    return this.#loaded(this.store.readStream(stream, options));
  }

  readAll(options: ReadAllOptions): AsyncIterable<RecordedEvent> {
    return this.#loaded(this.store.readAll(options));
  }

  /** Goes on where it was when the keys can be reached again. */
  async *subscribe(options: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[], void> {
    for await (const batch of this.store.subscribe(options)) {
      while (!(await this.#isLoaded(batch))) {
        if (!(await pausedUnlessAborted(options.signal))) return;
      }
      yield batch;
    }
  }

  positionOf(id: EventId): Promise<Position | undefined> {
    return this.store.positionOf(id);
  }

  head(): Promise<Position> {
    return this.store.head();
  }

  eventTypes(): Promise<readonly string[]> {
    return this.store.eventTypes();
  }

  close(): Promise<void> {
    return this.store.close();
  }

  #loaded(events: AsyncIterable<RecordedEvent>): AsyncIterable<RecordedEvent> {
    return new LoadedEvents(events[Symbol.asyncIterator](), (page) => this.#load(page, this.#keysIn));
  }

  async #isLoaded(batch: readonly RecordedEvent[]): Promise<boolean> {
    try {
      await this.#load(batch, this.#keysIn);
      return true;
    } catch (error) {
      if (error instanceof SealingSuspendedError) return false;
      throw error;
    }
  }

  async #load<Event extends EventToAppend>(
    events: readonly Event[],
    keysIn: (event: Event) => readonly string[],
  ): Promise<void> {
    const sealed = events.map((event) => ({ event, ids: keysIn(event) })).filter(({ ids }) => ids.length > 0);
    if (sealed.length === 0) return;
    const loaded = await this.#keysOf([...new Set(sealed.flatMap(({ ids }) => ids))]);
    for (const { event } of sealed) this.#heldBy.set(event.data, loaded);
  }

  /** @throws SealingSuspendedError when the same may succeed later */
  async #keysOf(ids: readonly string[]): Promise<LoadedKeys> {
    try {
      return await this.keys.load(ids);
    } catch (cause) {
      const mayPass = cause instanceof KeyStoreUnavailableError || cause instanceof KeyStoreBusyError;
      throw mayPass ? new SealingSuspendedError(cause.message, { cause }) : cause;
    }
  }

  /** What cannot be read says so when it is decoded, and keeps no others from being handed out. */
  readonly #keysIn = (event: RecordedEvent): readonly string[] => {
    try {
      return this.codec.keysIn(event);
    } catch (error) {
      if (error instanceof UnreadableEventError) return [];
      throw error;
    }
  };
}

async function pausedUnlessAborted(signal: AbortSignal): Promise<boolean> {
  await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}
