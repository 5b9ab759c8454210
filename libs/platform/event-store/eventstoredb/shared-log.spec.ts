import { randomUUID } from 'node:crypto';
import { jsonEvent, EventStoreDBClient } from '@eventstore/db-client';
import { describe, expect, it } from '@jest/globals';
import { collect, newEvent, newEvents, newStream, plain, revision, revisionsOf } from '../contract/sample-events.js';
import { InvalidAppendError, WrongExpectedRevisionError } from '../event-store.errors.js';
import { EVENT_STORE_LIMITS, START } from '../event-store.port.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import {
  EventStoreDbAccessDeniedError,
  EventStoreDbLogAlteredError,
  EventStoreDbUnavailableError,
} from './eventstoredb.errors.js';
import { withStoreOnDouble } from './store-on-double.fixture.js';

describe('a log that others write to', () => {
  it('shows the events of the service alone, wherever a read begins', async () => {
    await withStoreOnDouble({}, async ({ double, store }) => {
      const noise = (count: number): void => {
        for (let written = 0; written < count; written += 1) double.log.addOfServer('$stats-0', '$statsCollected');
        double.log.append('orders-1', 'any', [foreignEvent()]);
      };
      const stream = newStream();
      noise(20);
      const { position: first } = await store.append(stream, 'none', newEvents(2));
      noise(1_030);
      expect(await store.head()).toBe(first);
      const { position: last } = await store.append(stream, 'any', newEvents(1));
      noise(520);
      expect(await store.head()).toBe(last);
      expect(revisionsOf(await collect(store.readAll({ after: START })))).toEqual([0, 1, 2]);
      expect(revisionsOf(await collect(store.readAll({ after: first })))).toEqual([2]);
      expect(revisionsOf(await collect(store.readAll({ after: first, limit: 1 })))).toEqual([2]);
      expect(await collect(store.readAll({ after: last }))).toEqual([]);
      expect(await store.eventTypes()).toEqual([newEvent().type]);
    });
  });

  it('gives an event that something else wrote into a stream of the service as it is', async () => {
    await withStoreOnDouble({}, async ({ double, store }) => {
      const stream = newStream();
      await store.append(stream, 'none', newEvents(1));
      const client = EventStoreDBClient.connectionString(double.connectionString);
      await client.appendToStream(stream, jsonEvent({ type: 'Something', data: { else: true } }));
      await client.dispose();
      double.log.append(stream, 'any', [{ ...foreignEvent(), data: new TextEncoder().encode('{"broken') }]);
      const [, something, broken] = await collect(store.readStream(stream));
      expect(Buffer.from(something?.data ?? []).toString()).toBe('{"else":true}');
      expect(Buffer.from(broken?.data ?? []).toString()).toBe('{"broken');
      expect([something, broken]).toMatchObject([
        { stream, revision: 1, type: 'Something', metadata: new Uint8Array() },
        { stream, revision: 2, type: 'ForeignEvent' },
      ]);
      expect(await store.append(stream, revision(2), newEvents(1))).toMatchObject({ firstRevision: 3 });
    });
  });

  it('gives no more at a time than was asked for when the server has scavenged its own events', async () => {
    await withStoreOnDouble({}, async ({ double, store }) => {
      const stream = newStream();
      await store.append(stream, 'none', newEvents(3));
      double.log.addOfServer('$stats-0', '$statsCollected');
      await store.append(stream, 'any', newEvents(8));
      const sizes: number[] = [];
      for await (const batch of store.subscribe({
        after: START,
        batchSize: 3,
        signal: new AbortController().signal,
      })) {
        sizes.push(batch.length);
        if (sizes.length === 2) double.log.scavenge();
        if (sizes.reduce((sum, size) => sum + size, 0) === 11) break;
      }
      // The first two pages hold events of the server, the second at its end.
      expect(sizes).toEqual([1, 2, 3, 3, 2]);
    });
  });

  it('has one installation id, whoever opens it first', async () => {
    await withStoreOnDouble({}, async ({ double, store, another }) => {
      const others = await Promise.all([another(), another()]);
      expect(store.installationId).toMatch(/^[0-9a-f-]{36}$/);
      expect(others.map(({ installationId }) => installationId)).toEqual([store.installationId, store.installationId]);
      double.kill();
      await double.start();
      expect((await another()).installationId).toBe(store.installationId);
      expect(await store.head()).toBe(START);
    });
  });
});

describe('a log that was altered behind the back of the service', () => {
  const alterations = {
    'a stream was deleted': (double, stream) => double.log.delete(stream),
    'a stream was deleted for good': (double, stream) => double.log.tombstone(stream),
  } satisfies Record<
    string,
    (double: Parameters<Parameters<typeof withStoreOnDouble>[1]>[0]['double'], stream: string) => void
  >;

  for (const [what, alter] of Object.entries(alterations)) {
    it(`is not read on as if nothing had been: ${what}`, async () => {
      await withStoreOnDouble({}, async ({ double, store }) => {
        const stream = newStream();
        await store.append(stream, 'none', newEvents(3));
        alter(double, stream);
        await expect(collect(store.readStream(stream))).rejects.toBeInstanceOf(EventStoreDbLogAlteredError);
      });
    });
  }

  it('takes no more events for a stream that was deleted for good', async () => {
    await withStoreOnDouble({}, async ({ double, store }) => {
      const stream = newStream();
      await store.append(stream, 'none', newEvents(3));
      double.log.tombstone(stream);
      const appended = store.append(stream, revision(2), newEvents(1));
      await expect(appended).rejects.toBeInstanceOf(EventStoreDbLogAlteredError);
    });
  });

  it('is noticed when a stream that is thought to be new is not', async () => {
    await withStoreOnDouble({}, async ({ double, store, another }) => {
      const stream = newStream();
      await store.append(stream, 'none', newEvents(3));
      double.log.delete(stream);
      const appended = (await another()).append(stream, 'none', newEvents(1));
      await expect(appended).rejects.toThrow(/should have become revision 0 became 3/);
    });
  });

  it('takes nothing twice because the first time does not show', async () => {
    await withStoreOnDouble({}, async ({ double, store }) => {
      const [stream, events] = [newStream(), newEvents(3)];
      await store.append(stream, 'none', events);
      double.log.delete(stream);
      await expect(store.append(stream, 'any', events)).rejects.toBeInstanceOf(EventStoreDbLogAlteredError);
      double.log.append(stream, 'any', [foreignEvent()]);
      const records = double.log.events.length;
      await expect(store.append(stream, 'any', events)).rejects.toBeInstanceOf(EventStoreDbLogAlteredError);
      expect(double.log.events).toHaveLength(records);
    });
  });

  it('takes no append, and does not try for ever, when a stream begins in its middle', async () => {
    await withStoreOnDouble({}, async ({ double, store, another }) => {
      const stream = newStream();
      await store.append(stream, 'none', newEvents(3));
      double.log.delete(stream);
      double.log.append(stream, 'any', [foreignEvent()]);
      for (const expected of ['any', 'none', 'exists', revision(3)] as const) {
        const appended = (await another()).append(stream, expected, newEvents(1));
        await expect(appended).rejects.toBeInstanceOf(EventStoreDbLogAlteredError);
      }
    });
  });

  it('is noticed when a stream begins in its middle', async () => {
    await withStoreOnDouble({}, async ({ double, store, another }) => {
      const stream = newStream();
      await store.append(stream, 'none', newEvents(3));
      double.log.delete(stream);
      double.log.append(stream, 'any', [foreignEvent()]);
      await expect(collect((await another()).readStream(stream))).rejects.toThrow(/revision 3 where 0 should be/);
    });
  });
});

describe('what the server would refuse', () => {
  it('is an append that is too large with what is kept beside it, and is not sent', async () => {
    await withStoreOnDouble({}, async ({ double, store }) => {
      const bytes = Math.floor(EVENT_STORE_LIMITS.appendBytes / EVENT_STORE_LIMITS.eventsPerAppend) - 200;
      const type = `organisations.${'S'.repeat(180)}.v1`;
      const events = newEvents(500).map((event) => ({ ...event, type, data: new Uint8Array(bytes) }));
      const records = double.log.events.length;
      const appended = store.append(newStream(), 'none', events);
      await expect(appended).rejects.toBeInstanceOf(InvalidAppendError);
      await expect(appended).rejects.toThrow(
        /\d+ bytes with what EventStoreDB keeps beside them.* at most 1048576 bytes.*MaxAppendSize/,
      );
      expect(double.log.events).toHaveLength(records);
    });
  });

  it('is told as the server puts it when its limit is lower', async () => {
    await withStoreOnDouble({ double: { maximumAppendBytes: 2_000 } }, async ({ store }) => {
      const event = newEvent({ data: new Uint8Array(3_000) });
      await expect(store.append(newStream(), 'none', [event])).rejects.toThrow(/at most 2000 bytes/);
      await expect(store.append(newStream(), 'none', [event])).rejects.toBeInstanceOf(InvalidAppendError);
    });
  });

  it('is a caller that it does not know', async () => {
    const opened = withStoreOnDouble({ double: { user: { name: 'service', password: 'x' } } }, async () => undefined);
    await expect(opened).rejects.toBeInstanceOf(EventStoreDbAccessDeniedError);
  });

  it('is told at the start when there is no server', async () => {
    const opening = EventStoreDbEventStore.open({
      connectionString: 'esdb://127.0.0.1:1?tls=false&defaultDeadline=100',
      giveUpAfterMs: 50,
      log: { error: () => undefined },
    });
    await expect(opening).rejects.toBeInstanceOf(EventStoreDbUnavailableError);
    await expect(opening).rejects.toThrow(/esdb:\/\/127\.0\.0\.1:1 does not answer/);
  });
});

describe('taking over events of another log', () => {
  it('keeps ids, order, bytes and times, in as many appends as it takes', async () => {
    await withStoreOnDouble({ store: { maximumAppendBytes: 4_000 } }, async ({ store }) => {
      const stream = newStream();
      const events = newEvents(40).map((event, index) => ({
        ...event,
        recordedAt: new Date(Date.UTC(2003, 5, 1, 0, 0, index)).toISOString(),
      }));
      const position = await store.importEvents(stream, undefined, events.slice(0, 30));
      expect(await store.head()).toBe(position);
      await store.importEvents(stream, revision(29), events.slice(30));
      const read = await collect(store.readStream(stream));
      expect(read.map(plain)).toEqual(events.map(plain));
      expect(read.map(({ recordedAt }) => recordedAt)).toEqual(events.map(({ recordedAt }) => recordedAt));
      await expect(store.importEvents(stream, revision(3), events)).rejects.toBeInstanceOf(WrongExpectedRevisionError);
    });
  });
});

describe('a read that is given up', () => {
  it('ends the call that has more to give than one page holds', async () => {
    // Long enough that no call ends by itself.
    await withStoreOnDouble({ deadlineMs: 600_000 }, async ({ double, store }) => {
      const stream = newStream();
      const data = new Uint8Array(100_000);
      for (let count = 0; count < 20; count += 1) {
        await store.append(
          stream,
          'any',
          newEvents(10).map((event) => ({ ...event, data })),
        );
      }
      for await (const event of store.readStream(stream)) if (event.revision === 1) break;
      for await (const event of store.readAll({ after: START })) if (event.revision === 1) break;
      const settled = Promise.withResolvers<void>();
      const look = setInterval(() => double.openReads === 0 && settled.resolve(), 5);
      await settled.promise;
      clearInterval(look);
      expect(double.openReads).toBe(0);
    });
  });

  it('leaves no call open on the server', async () => {
    await withStoreOnDouble({}, async ({ double, store }) => {
      const stream = newStream();
      for (let count = 0; count < 3; count += 1) await store.append(stream, 'any', newEvents(200));
      for (let round = 0; round < 4; round += 1) {
        for await (const event of store.readStream(stream)) if (event.revision === 5) break;
        for await (const event of store.readAll({ after: START })) if (event.revision === 550) break;
        for await (const batch of store.subscribe({ after: START, signal: new AbortController().signal })) {
          if (batch.length > 0) break;
        }
      }
      const settled = Promise.withResolvers<void>();
      const look = setInterval(() => double.openReads <= 1 && settled.resolve(), 5);
      await settled.promise;
      clearInterval(look);
      // The one that hears of what comes.
      expect(double.openReads).toBe(1);
    });
  });
});

function foreignEvent() {
  const json = new TextEncoder().encode('{}');
  return { id: randomUUID(), type: 'ForeignEvent', contentType: 'application/json', data: json, customMetadata: json };
}
