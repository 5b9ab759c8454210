import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect } from '@jest/globals';
import { InvalidReadError } from '../event-store.errors.js';
import type { EventStore, Position, RecordedEvent } from '../event-store.port.js';
import { fromFreshStore } from './event-store-under-test.js';
import type { EventStoreUnderTest } from './event-store-under-test.js';
import { collect, newEvent, newEvents, newStream } from './sample-events.js';

export function describeSubscribing(underTest: EventStoreUnderTest): void {
  const it = fromFreshStore(underTest);

  describe('subscribing', () => {
    it('gives what is in the log, then what comes, without gap or repetition', async ({ store }) => {
      const before = await store.head();
      await store.append(newStream(), 'none', newEvents(300));
      const subscribed = receive(store, before, 300 + 8 * 40);
      await Promise.all(
        Array.from({ length: 8 }, async () => {
          const stream = newStream();
          for (let count = 0; count < 40; count += 1) await store.append(stream, 'any', [newEvent()]);
        }),
      );
      const received = await subscribed;
      expect(received).toEqual(await collect(store.readAll({ after: before })));
    });

    it('serves several subscribers, each from its own position', async ({ store }) => {
      const start = await store.head();
      const { position: middle } = await store.append(newStream(), 'none', newEvents(5));
      const subscriptions = [receive(store, start, 8), receive(store, middle, 3), receive(store, start, 8)];
      await store.append(newStream(), 'none', newEvents(3));
      const log = await collect(store.readAll({ after: start }));
      expect(await Promise.all(subscriptions)).toEqual([log, log.slice(5), log]);
    });

    it('wakes a subscriber that waits at the head', async ({ store }) => {
      const { batches, next } = openSubscription(store, await store.head());
      for (let round = 0; round < 3; round += 1) {
        const waiting = next();
        await nextTurn();
        const { position } = await store.append(newStream(), 'none', [newEvent()]);
        expect((await waiting).map((event) => event.position)).toEqual([position]);
      }
      await batches.return?.();
    });

    it('gives no more than a batch at a time, and none that is empty', async ({ store }) => {
      const before = await store.head();
      await store.append(newStream(), 'none', newEvents(25));
      const sizes: number[] = [];
      const { signal, abort } = abortable();
      for await (const batch of store.subscribe({ after: before, signal, batchSize: 10 })) {
        sizes.push(batch.length);
        if (sizes.reduce((sum, size) => sum + size, 0) === 25) abort();
      }
      expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
      expect(Math.min(...sizes)).toBeGreaterThan(0);
    });

    it('reads on only when the consumer asks: a slow one finds later events in its next batch', async ({ store }) => {
      const before = await store.head();
      await store.append(newStream(), 'none', newEvents(2));
      const { batches, next } = openSubscription(store, before);
      expect(await next()).toHaveLength(2);
      for (let count = 0; count < 20; count += 1) await store.append(newStream(), 'none', [newEvent()]);
      // A store that had read ahead would have the first of them ready, alone.
      expect(await next()).toHaveLength(20);
      await batches.return?.();
    });

    it('refuses a batch size that is not a whole number from 1', async ({ store }) => {
      for (const batchSize of [0, -1, 1.5]) {
        const { signal } = abortable();
        const after = await store.head();
        const subscribing = async () => collect(store.subscribe({ after, signal, batchSize }));
        await expect(subscribing()).rejects.toBeInstanceOf(InvalidReadError);
      }
    });
  });

  describeCancelling(underTest);
}

function describeCancelling(underTest: EventStoreUnderTest): void {
  const it = fromFreshStore(underTest);

  describe('cancelling a subscription', () => {
    it('ends the iteration without an error while it waits', async ({ store }) => {
      const { signal, abort } = abortable();
      const consumed = collect(store.subscribe({ after: await store.head(), signal }));
      await nextTurn();
      abort();
      expect(await consumed).toEqual([]);
    });

    it('ends the iteration after the batch at hand', async ({ store }) => {
      const before = await store.head();
      await store.append(newStream(), 'none', newEvents(30));
      const { signal, abort } = abortable();
      let batches = 0;
      for await (const batch of store.subscribe({ after: before, signal, batchSize: 10 })) {
        expect(batch.length).toBeGreaterThan(0);
        batches += 1;
        abort();
      }
      expect(batches).toBe(1);
    });

    it('gives nothing when it is cancelled before it begins', async ({ store }) => {
      const before = await store.head();
      await store.append(newStream(), 'none', newEvents(3));
      const { signal, abort } = abortable();
      abort();
      expect(await collect(store.subscribe({ after: before, signal }))).toEqual([]);
    });

    it('lets the consumer leave the loop, and lets others go on', async ({ store }) => {
      const before = await store.head();
      const staying = receive(store, before, 4);
      await store.append(newStream(), 'none', newEvents(2));
      expect(await receive(store, before, 2)).toHaveLength(2);
      await store.append(newStream(), 'none', newEvents(2));
      expect(await staying).toHaveLength(4);
    });

    it('passes on an error of the consumer and lets it subscribe again', async ({ store }) => {
      const before = await store.head();
      await store.append(newStream(), 'none', newEvents(2));
      const failing = (async () => {
        for await (const batch of store.subscribe({ after: before, signal: abortable().signal })) {
          throw new Error(`cannot take ${batch.length} events`);
        }
      })();
      await expect(failing).rejects.toThrow('cannot take 2 events');
      expect(await receive(store, before, 2)).toHaveLength(2);
    });
  });
}

/** Receives until at least `count` events have come, then leaves the loop. */
async function receive(store: EventStore, after: Position, count: number): Promise<RecordedEvent[]> {
  const received: RecordedEvent[] = [];
  for await (const batch of store.subscribe({ after, signal: abortable().signal })) {
    received.push(...batch);
    if (received.length >= count) break;
  }
  return received;
}

function openSubscription(store: EventStore, after: Position) {
  const batches = store.subscribe({ after, signal: abortable().signal })[Symbol.asyncIterator]();
  const next = async (): Promise<readonly RecordedEvent[]> => {
    const result = await batches.next();
    if (result.done === true) throw new Error('The subscription ended by itself.');
    return result.value;
  };
  return { batches, next };
}

function abortable(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
