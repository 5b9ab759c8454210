import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../../../test/support/eventstoredb/double-faults.js';
import { collect, newEvent, newEvents, newStream, plain, revisionsOf } from '../contract/sample-events.js';
import { StoreClosedError, WrongExpectedRevisionError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import type { EventStore, EventToAppend, RecordedEvent, StreamName } from '../event-store.port.js';
import { AppendOutcomeUnknownError, EventStoreDbUnavailableError } from './eventstoredb.errors.js';
import { withStoreOnDouble } from './store-on-double.fixture.js';

const DEADLINE_MS = 250;
const APPEND_FAULTS: readonly Fault[] = [
  'lost-answer',
  'hang-after-append',
  'hang-append',
  'half-close-append',
  'unavailable-append',
];
const READ_FAULTS: readonly Fault[] = ['half-close-read', 'hang-read', 'drop-read', 'unavailable-read'];
const SUBSCRIPTION_FAULTS: readonly Fault[] = ['drop-subscription', 'end-subscription', 'silent-subscription'];

describe('an append whose outcome is not known', () => {
  for (const fault of APPEND_FAULTS) {
    it(`is in the log once, and is answered as if nothing had been: ${fault}`, async () => {
      await withStoreOnDouble({ deadlineMs: DEADLINE_MS }, async ({ double, store }) => {
        const stream = newStream();
        await store.append(stream, 'none', newEvents(2));
        double.faults.next(fault, 2);
        const events = newEvents(3);
        const result = await store.append(stream, 'any', events);
        expect(double.faults.happened(fault)).toBe(2);
        const recorded = await collect(store.readStream(stream));
        expect(recorded.slice(2).map(plain)).toEqual(events.map(plain));
        const last = recorded.at(-1);
        expect(result).toEqual({
          firstRevision: 2,
          lastRevision: 4,
          position: last?.position,
          recordedAt: last?.recordedAt,
          repeated: false,
        });
      });
    });
  }

  it('is told as such when the server stays away, and appending the same again finds out', async () => {
    await withStoreOnDouble({ deadlineMs: DEADLINE_MS, store: { giveUpAfterMs: 1 } }, async ({ double, store }) => {
      const [stream, events] = [newStream(), newEvents(2)];
      double.faults.next('lost-answer');
      double.faults.next('unavailable-append', 20);
      const appended = store.append(stream, 'none', events);
      await expect(appended).rejects.toBeInstanceOf(AppendOutcomeUnknownError);
      await expect(appended).rejects.toMatchObject({
        stream,
        message: expect.stringContaining('the same events again'),
      });
      double.faults.clear();
      expect(await store.append(stream, 'none', events)).toMatchObject({ firstRevision: 0, repeated: true });
      expect(await collect(store.readStream(stream))).toHaveLength(2);
    });
  });
});

describe('closing while the server does not answer', () => {
  it('waits for no answer for longer than a while, and says of each append what is known', async () => {
    await withStoreOnDouble({ store: { closeWithinMs: 20 } }, async ({ double, store }) => {
      const [stream, other] = [newStream(), newStream()];
      await store.append(stream, 'none', newEvents(1));
      void receive(store, 2).catch(() => undefined);
      double.faults.next('hang-after-append', 2);
      const sent = [store.append(stream, 'any', newEvents(1)), store.append(other, 'any', newEvents(1))];
      const waiting = store.append(stream, 'any', newEvents(1));
      const told = Promise.allSettled([...sent, waiting]);
      await eventually(() => double.faults.happened('hang-after-append') === 2);
      await store.close();
      const reasons = (await told).map((result) => (result.status === 'rejected' ? result.reason : result));
      expect(reasons).toEqual([
        expect.any(AppendOutcomeUnknownError),
        expect.any(AppendOutcomeUnknownError),
        expect.any(StoreClosedError),
      ]);
      // The one that waited was never sent.
      expect(double.log.read(stream)).toMatchObject({ events: [{ revision: 0 }, { revision: 1 }] });
    });
  });

  it('waits for those that are answered meanwhile, also when they have to be sent again', async () => {
    await withStoreOnDouble({ deadlineMs: DEADLINE_MS }, async ({ double, store, another }) => {
      const [stream, events] = [newStream(), newEvents(2)];
      double.faults.next('lost-answer');
      double.faults.next('hang-after-append');
      const appended = store.append(stream, 'none', events);
      await Promise.all([store.close(), appended]);
      expect(await appended).toMatchObject({ firstRevision: 0, repeated: false });
      expect(await collect((await another()).readStream(stream))).toHaveLength(2);
    });
  });
});

describe('two processes that append at once', () => {
  it('do not take the same ids with other content for a repetition', async () => {
    await withStoreOnDouble({}, async ({ store, another }) => {
      const other = await another();
      for (let round = 0; round < 20; round += 1) {
        const [stream, event] = [newStream(), newEvent()];
        const changed = { ...event, data: new TextEncoder().encode('{"changed":true}') };
        const settled = await Promise.allSettled([
          store.append(stream, 'none', [event]),
          other.append(stream, 'none', [changed]),
        ]);
        expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      }
    });
  });

  it('answer the same append once as written and once as repeated', async () => {
    await withStoreOnDouble({}, async ({ store, another }) => {
      const other = await another();
      for (let round = 0; round < 20; round += 1) {
        const [stream, events] = [newStream(), newEvents(2)];
        const results = await Promise.all([store.append(stream, 'none', events), other.append(stream, 'none', events)]);
        expect(results.map(({ repeated }) => repeated).toSorted()).toEqual([false, true]);
        const [one, two] = results;
        expect({ ...one, repeated: true }).toEqual({ ...two, repeated: true });
        expect(await collect(store.readStream(stream))).toHaveLength(2);
      }
    });
  });

  it('notice what the other has appended, whatever they expect', async () => {
    await withStoreOnDouble({}, async ({ store, another }) => {
      const [other, stream] = [await another(), newStream()];
      await store.append(stream, 'none', newEvents(1));
      const events = newEvents(1);
      await other.append(stream, 'any', events);
      expect(await store.append(stream, 'any', events)).toMatchObject({ firstRevision: 1, repeated: true });
      await expect(store.append(stream, 'none', newEvents(1))).rejects.toBeInstanceOf(WrongExpectedRevisionError);
      expect(await store.append(stream, 'any', newEvents(1))).toMatchObject({ firstRevision: 2, repeated: false });
    });
  });
});

describe('a read that goes wrong', () => {
  for (const fault of READ_FAULTS) {
    it(`gives everything all the same: ${fault}`, async () => {
      await withStoreOnDouble({ deadlineMs: DEADLINE_MS }, async ({ double, store }) => {
        const stream = newStream();
        for (let count = 0; count < 2; count += 1) await store.append(stream, 'any', newEvents(260));
        const everything = [...Array(520).keys()];
        double.faults.next(fault, 2);
        expect(revisionsOf(await collect(store.readStream(stream)))).toEqual(everything);
        double.faults.next(fault, 3);
        expect(revisionsOf(await collect(store.readAll({ after: START })))).toEqual(everything);
        expect(double.faults.happened(fault)).toBe(5);
      });
    });
  }

  it('is told when the server stays away, without the credentials', async () => {
    await withStoreOnDouble({ deadlineMs: DEADLINE_MS, store: { giveUpAfterMs: 50 } }, async ({ double, store }) => {
      double.kill();
      await expect(store.head()).rejects.toBeInstanceOf(EventStoreDbUnavailableError);
      await expect(collect(store.readStream(newStream()))).rejects.toThrow(/127\.0\.0\.1:\d+ does not answer/);
    });
  });
});

describe('a subscription', () => {
  for (const fault of SUBSCRIPTION_FAULTS) {
    it(`gives each event once and in order: ${fault}`, async () => {
      await withStoreOnDouble({ deadlineMs: DEADLINE_MS }, async ({ double, store, another, told }) => {
        const writer = await another();
        double.faults.next(fault, 3);
        const received = receive(store, 60);
        await appendOneByOne(writer, newStream(), newEvents(60));
        expect(revisionsOf(await received)).toEqual([...Array(60).keys()]);
        expect(double.faults.happened(fault)).toBeGreaterThan(0);
        await eventually(() => told.length > 0);
        // Each of the two stores tells of it once, however often it happens.
        expect(told.length).toBeLessThanOrEqual(2);
      });
    });
  }

  for (const fault of READ_FAULTS) {
    it(`gives each event once and in order while it catches up: ${fault}`, async () => {
      await withStoreOnDouble({ deadlineMs: DEADLINE_MS }, async ({ double, store, another }) => {
        const stream = newStream();
        const writer = await another();
        for (let count = 0; count < 2; count += 1) await writer.append(stream, 'any', newEvents(300));
        double.faults.next(fault, 4);
        expect(revisionsOf(await receive(store, 600))).toEqual([...Array(600).keys()]);
        expect(double.faults.happened(fault)).toBe(4);
      });
    });
  }

  it('is not taken for silent while nothing comes', async () => {
    await withStoreOnDouble({}, async ({ double, store, another, told }) => {
      await store.append(newStream(), 'none', newEvents(3));
      const idle = await another({ lookEveryMs: 5 });
      await receive(idle, 3);
      const reads = double.readsBegun;
      await eventually(() => double.readsBegun > reads + 20);
      expect(told).toEqual([]);
    });
  });

  it('goes on after the server was killed and started again', async () => {
    await withStoreOnDouble({ deadlineMs: DEADLINE_MS }, async ({ double, store, another }) => {
      const [stream, writer] = [newStream(), await another()];
      const received = receive(store, 6);
      await writer.append(stream, 'any', newEvents(3));
      double.kill();
      await double.start();
      await writer.append(stream, 'any', newEvents(3));
      expect(revisionsOf(await received)).toEqual([0, 1, 2, 3, 4, 5]);
    });
  });
});

describe('a cluster', () => {
  it('is written to and read from where its leader is, also after another one was elected', async () => {
    await withStoreOnDouble({ double: { nodes: 3 }, deadlineMs: DEADLINE_MS }, async ({ double, store }) => {
      const stream = newStream();
      const received = receive(store, 9);
      for (const leader of [0, 2, 1]) {
        double.electLeader(leader);
        await store.append(stream, 'any', newEvents(3));
        expect((await collect(store.readStream(stream))).length % 3).toBe(0);
      }
      expect(revisionsOf(await received)).toEqual([...Array(9).keys()]);
    });
  });

  it('is left for another leader when the node does not answer any more', async () => {
    await withStoreOnDouble({ double: { nodes: 3 }, deadlineMs: DEADLINE_MS }, async ({ double, store }) => {
      const stream = newStream();
      const received = receive(store, 6);
      await store.append(stream, 'any', newEvents(3));
      for (const node of double.nodes) node.isFrozen = node.isLeader;
      double.electLeader(1);
      await store.append(stream, 'any', newEvents(3));
      expect(revisionsOf(await collect(store.readStream(stream)))).toEqual([0, 1, 2, 3, 4, 5]);
      expect(revisionsOf(await received)).toEqual([0, 1, 2, 3, 4, 5]);
    });
  });

  it('loses nothing that was acknowledged, and takes nothing twice, when leaders are killed under load', async () => {
    await withStoreOnDouble({ double: { nodes: 3 }, deadlineMs: DEADLINE_MS }, async ({ double, store }) => {
      const received = receive(store, 8 * 25);
      const acknowledged = Promise.all(
        Array.from({ length: 8 }, async () => {
          const [stream, events] = [newStream(), newEvents(25)];
          await appendOneByOne(store, stream, events);
          return events;
        }),
      );
      let finished = false;
      void acknowledged.finally(() => (finished = true));
      for (let leader = 1; !finished; leader = (leader + 1) % 3) {
        const before = double.log.events.length;
        await eventually(() => finished || double.log.events.length > before + 20);
        for (const node of double.nodes) if (node.isLeader) node.kill();
        double.electLeader(leader);
        await double.start();
      }
      const ids = (await acknowledged).flat().map(({ id }) => id);
      const inLog = (await collect(store.readAll({ after: START }))).map(({ id }) => id);
      expect(inLog.toSorted()).toEqual(ids.toSorted());
      expect((await received).map(({ id }) => id)).toEqual(inLog);
    });
  });
});

async function appendOneByOne(store: EventStore, stream: StreamName, events: readonly EventToAppend[]): Promise<void> {
  for (const event of events) await store.append(stream, 'any', [event]);
}

async function receive(store: EventStore, count: number): Promise<RecordedEvent[]> {
  const received: RecordedEvent[] = [];
  for await (const batch of store.subscribe({ after: START, signal: new AbortController().signal })) {
    received.push(...batch);
    if (received.length >= count) break;
  }
  return received;
}

async function eventually(isSo: () => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setInterval(() => isSo() && resolve(), 2);
  await promise;
  clearInterval(timer);
}
