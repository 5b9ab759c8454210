import { describe, expect, it } from '@jest/globals';
import { SealingSuspendedError, UnreadableEventError } from '#platform/event-sourcing';
import {
  MemoryEventStore,
  START,
  type EventId,
  type EventToAppend,
  type RecordedEvent,
  type StreamName,
} from '#platform/event-store';
import { describeEventStore } from '../event-store/event-store.contract.js';
import { deriveUuid } from '#platform/values';
import { KeyLoadingEventStore } from './key-loading-event-store.js';
import { KeyStoreBusyError, KeyStoreUnavailableError } from './key-store.errors.js';

const STREAM = `officer-${deriveUuid('anne')}` as StreamName;
const SEALED = 'officers.Sealed.v1';
const DAMAGED = 'officers.Damaged.v1';
const bytes = (text: string) => new TextEncoder().encode(text);
const keyOf = ({ data }: EventToAppend) => new TextDecoder().decode(data).split(' ');
const codec = {
  keysIn: (event: RecordedEvent) => {
    if (event.type === DAMAGED) throw new UnreadableEventError(event, 'it is damaged');
    return event.type === SEALED ? keyOf(event) : [];
  },
  keysInEncoded: (_: StreamName, event: EventToAppend) => (event.type === SEALED ? keyOf(event) : []),
};

function eventOf(number: number, data: string, type = SEALED): EventToAppend {
  return { id: deriveUuid('event', String(number)) as EventId, type, data: bytes(data), metadata: bytes('{}') };
}

/** Keys that are at hand for as long as somebody holds on to what loading returned. */
class CountedKeys {
  readonly loaded: string[][] = [];
  unreachable = 0;
  fault: Error = new KeyStoreUnavailableError('PostgreSQL', new Error('gone'));

  async load(ids: readonly string[]): Promise<readonly unknown[]> {
    if (this.unreachable > 0) {
      this.unreachable -= 1;
      throw this.fault;
    }
    this.loaded.push([...ids]);
    return ids;
  }
}

describeEventStore('memory, whose keys are loaded', {
  capabilities: {
    engine: 'memory',
    contiguousPositions: true,
    durable: false,
    eventIdsUniqueAcrossStreams: true,
    severalWriters: false,
  },
  takesClock: true,
  async open(options) {
    const store = new KeyLoadingEventStore(new MemoryEventStore(options), new CountedKeys(), codec);
    return { store, close: () => store.close() };
  },
});

describe('Keys of events', () => {
  async function recorded(...events: readonly EventToAppend[]) {
    const memory = new MemoryEventStore();
    await memory.append(STREAM, 'none', events);
    const keys = new CountedKeys();
    return { keys, store: new KeyLoadingEventStore(memory, keys, codec) };
  }

  it('are loaded before the events are handed out, those of many together', async () => {
    const { keys, store } = await recorded(eventOf(1, 'a b'), eventOf(2, 'x', 'officers.Plain.v1'), eventOf(3, 'b c'));
    for await (const event of store.readStream(STREAM)) {
      expect(event.stream).toBe(STREAM);
      expect(keys.loaded).toEqual([['a', 'b', 'c']]);
    }
    for await (const event of store.readAll({ after: START })) expect(event.position).toBeGreaterThan(0);
    expect(keys.loaded).toHaveLength(2);
  });

  it('are loaded for what is appended, too: it is decoded without being read', async () => {
    const { keys, store } = await recorded(eventOf(1, 'a'));
    await store.append(STREAM, 'exists', [eventOf(2, 'b')]);
    expect(keys.loaded).toEqual([['b']]);
  });

  it('are few when only the first event is read', async () => {
    const { keys, store } = await recorded(...Array.from({ length: 100 }, (_, n) => eventOf(n, `key-${n}`)));
    for await (const event of store.readAll({ after: START })) {
      expect(event.revision).toBe(0);
      break;
    }
    expect(keys.loaded.flat()).toHaveLength(16);
  });

  it('keep no reader from going on where an event cannot be read', async () => {
    const { keys, store } = await recorded(eventOf(1, 'a', DAMAGED), eventOf(2, 'b'));
    const types: string[] = [];
    for await (const { type } of store.readStream(STREAM)) types.push(type);
    expect(types).toEqual([DAMAGED, SEALED]);
    expect(keys.loaded).toEqual([['b']]);
  });

  it.each([
    new KeyStoreUnavailableError('PostgreSQL', new Error('gone')),
    new KeyStoreBusyError('Somebody holds the key store.'),
  ])('are waited for by whoever follows the log, and asked for in vain by whoever reads: %s', async (fault) => {
    const { keys, store } = await recorded(eventOf(1, 'a'));
    keys.fault = fault;
    keys.unreachable = 1;
    const reading = store.readStream(STREAM)[Symbol.asyncIterator]();
    await expect(reading.next()).rejects.toThrow(SealingSuspendedError);
    keys.unreachable = 1;
    const stop = new AbortController();
    for await (const batch of store.subscribe({ after: START, signal: stop.signal })) {
      expect(batch).toHaveLength(1);
      stop.abort();
    }
    expect(keys.loaded).toEqual([['a']]);
  });
});
