import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect } from '@jest/globals';
import { StoreClosedError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import { fromFreshStore } from './event-store-under-test.js';
import type { EventStoreUnderTest } from './event-store-under-test.js';
import { collect, newEvent, newEvents, newStream, plain } from './sample-events.js';

export function describeClosing(underTest: EventStoreUnderTest): void {
  const it = fromFreshStore(underTest);

  describe('closing', () => {
    it('refuses every further call', async ({ store }) => {
      const stream = newStream();
      await store.append(stream, 'none', [newEvent()]);
      await store.close();
      const { signal } = new AbortController();
      const calls = [
        async () => store.append(stream, 'any', [newEvent()]),
        async () => collect(store.readStream(stream)),
        async () => collect(store.readAll({ after: START })),
        async () => collect(store.subscribe({ after: START, signal })),
        async () => store.head(),
        async () => store.eventTypes(),
      ];
      for (const call of calls) await expect(call()).rejects.toBeInstanceOf(StoreClosedError);
    });

    it('may be asked for twice', async ({ store }) => {
      await Promise.all([store.close(), store.close()]);
      await store.close();
    });

    it('waits for the appends under way', async ({ store }) => {
      const stream = newStream();
      const appends = Array.from({ length: 20 }, () => store.append(stream, 'any', [newEvent()]));
      await store.close();
      expect(await Promise.all(appends)).toHaveLength(20);
    });

    it('ends a waiting subscription with an error, so that it is not taken for a cancelled one', async ({ store }) => {
      const { signal } = new AbortController();
      const consumed = collect(store.subscribe({ after: await store.head(), signal }));
      await nextTurn();
      await Promise.all([store.close(), expect(consumed).rejects.toBeInstanceOf(StoreClosedError)]);
    });

    it('ends a read under way with an error', async ({ store }) => {
      const stream = newStream();
      for (let count = 0; count < 4; count += 1) await store.append(stream, 'any', newEvents(500));
      const reading = (async () => {
        for await (const event of store.readStream(stream)) {
          if (event.revision === 0) await store.close();
        }
      })();
      await expect(reading).rejects.toBeInstanceOf(StoreClosedError);
    });

    if (!underTest.capabilities.durable) return;

    it('keeps everything that was acknowledged for the next time', async (opened) => {
      const before = await opened.store.head();
      const stream = newStream();
      const events = newEvents(5);
      const { position } = await opened.store.append(stream, 'none', events);
      const store = await opened.reopen?.();
      if (store === undefined) throw new Error('An engine that declares itself durable must offer `reopen`.');
      expect(await store.head()).toBe(position);
      expect((await collect(store.readStream(stream))).map(plain)).toEqual(events.map(plain));
      expect((await collect(store.readAll({ after: before }))).map(plain)).toEqual(events.map(plain));
      expect(await store.append(stream, 'exists', newEvents(1))).toMatchObject({ firstRevision: 5 });
    });
  });
}
