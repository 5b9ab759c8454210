import { describe, expect, it } from '@jest/globals';
import type { EventStoreDouble } from '../../../../test/support/eventstoredb/event-store-double.js';
import { collect, newEvents, newStream, revision, revisionsOf } from '../contract/sample-events.js';
import { WrongExpectedRevisionError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import { EventStoreDbLogNotWholeError } from './eventstoredb.errors.js';
import { withStoreOnDouble } from './store-on-double.fixture.js';

const COUNT = 40;
const ALL = [...Array(COUNT).keys()];

/** A process that knows nothing of the stream yet. */
async function withFullStream(
  test: (opened: {
    readonly double: EventStoreDouble;
    readonly store: Parameters<Parameters<typeof withStoreOnDouble>[1]>[0]['store'];
    readonly stream: ReturnType<typeof newStream>;
    readonly events: ReturnType<typeof newEvents>;
    readonly another: Parameters<Parameters<typeof withStoreOnDouble>[1]>[0]['another'];
  }) => Promise<void>,
): Promise<void> {
  await withStoreOnDouble({}, async ({ double, store, another }) => {
    const [stream, events] = [newStream(), newEvents(COUNT)];
    await store.append(stream, 'none', events);
    await test({ double, store, stream, events, another });
  });
}

describe('a read that the server ends too early, of a stream that is not known yet', () => {
  for (const direction of ['forwards', 'backwards'] as const) {
    it(`gives everything all the same: ${direction}`, async () => {
      await withFullStream(async ({ double, stream, another }) => {
        const store = await another();
        double.faults.next('half-close-read', 2);
        const read = revisionsOf(await collect(store.readStream(stream, { direction })));
        expect(read).toEqual(direction === 'forwards' ? ALL : ALL.toReversed());
        expect(double.faults.happened('half-close-read')).toBe(2);
      });
    });
  }

  it('does not refuse an append that expects the last revision', async () => {
    await withFullStream(async ({ double, stream, another }) => {
      const store = await another();
      double.faults.next('half-close-read', 3);
      const appended = await store.append(stream, revision(COUNT - 1), newEvents(1));
      expect(appended).toMatchObject({ firstRevision: COUNT, repeated: false });
    });
  });

  it('does not hide that an append was made before', async () => {
    await withFullStream(async ({ double, stream, events, another }) => {
      const store = await another();
      double.faults.next('half-close-read', 3);
      const again = await store.append(stream, revision(COUNT - 3), events.slice(-2));
      expect(again).toMatchObject({ lastRevision: COUNT - 1, repeated: true });
    });
  });

  it('does not change what is said of a wrong revision', async () => {
    await withFullStream(async ({ double, stream, another }) => {
      const store = await another();
      double.faults.next('half-close-read', 3);
      const refused = store.append(stream, revision(COUNT), newEvents(1));
      await expect(refused).rejects.toBeInstanceOf(WrongExpectedRevisionError);
      await expect(refused).rejects.toMatchObject({ actual: COUNT - 1 });
    });
  });

  it('does not hide the end of the log behind what others wrote', async () => {
    await withStoreOnDouble({}, async ({ double, store, another }) => {
      const other = await another();
      const { position } = await store.append(newStream(), 'none', newEvents(2));
      for (let count = 0; count < 20; count += 1) double.log.addOfServer('$stats-0', '$statsCollected');
      double.faults.next('half-close-read', 3);
      expect(await other.head()).toBe(position);
    });
  });
});

for (const statesEnd of [true, false]) {
  const server = statesEnd ? 'states' : 'does not state';

  describe(`a read of a known stream on a server that ${server} where it ends`, () => {
    it('gives what others appended, although the server ends it where the end was', async () => {
      await withStoreOnDouble({ double: { statesEnd } }, async ({ double, store, another }) => {
        const [other, stream] = [await another(), newStream()];
        await other.append(stream, 'none', newEvents(3));
        expect(revisionsOf(await collect(store.readStream(stream)))).toEqual([0, 1, 2]);
        await other.append(stream, revision(2), newEvents(2));
        double.faults.next('half-close-read');
        expect(revisionsOf(await collect(store.readStream(stream)))).toEqual([0, 1, 2, 3, 4]);
        expect(double.faults.happened('half-close-read')).toBe(1);
      });
    });

    it('costs no more calls than it needs', async () => {
      await withStoreOnDouble({ double: { statesEnd } }, async ({ double, store, another }) => {
        const stream = newStream();
        for (let count = 0; count < 3; count += 1) await store.append(stream, 'any', newEvents(400));
        const reader = await another();
        const costs = async (options: Parameters<typeof reader.readStream>[1]): Promise<number> => {
          const before = double.readsBegun;
          await collect(reader.readStream(stream, options));
          return double.readsBegun - before;
        };
        const more = statesEnd ? 0 : 1;
        for (const time of ['the first', 'the second']) {
          expect({ time, calls: await costs({}) }).toEqual({ time, calls: 3 + more });
          expect({ time, calls: await costs({ from: revision(1_000) }) }).toEqual({ time, calls: 1 + more });
        }
        expect(await costs({ direction: 'backwards', limit: 1 })).toBe(1);
        expect(await costs({ limit: 10 })).toBe(1 + more);
      });
    });
  });
}

describe('a read that the server ends at once', () => {
  for (const direction of ['forwards', 'backwards'] as const) {
    it(`gives everything all the same: ${direction}`, async () => {
      await withFullStream(async ({ double, stream, another }) => {
        const store = await another();
        double.faults.eventsBefore = 0;
        double.faults.next('half-close-read', 4);
        const read = revisionsOf(await collect(store.readStream(stream, { direction })));
        expect(read).toEqual(direction === 'forwards' ? ALL : ALL.toReversed());
        expect(double.faults.happened('half-close-read')).toBe(4);
      });
    });
  }

  it('gives the whole log all the same', async () => {
    await withFullStream(async ({ double, another }) => {
      double.faults.eventsBefore = 0;
      double.faults.next('half-close-read', 2);
      const store = await another();
      double.faults.next('half-close-read', 2);
      expect(revisionsOf(await collect(store.readAll({ after: START })))).toEqual(ALL);
    });
  });

  it('does not refuse an append that expects the last revision', async () => {
    await withFullStream(async ({ double, stream, another }) => {
      const store = await another();
      double.faults.eventsBefore = 0;
      double.faults.next('half-close-read', 3);
      const appended = await store.append(stream, revision(COUNT - 1), newEvents(1));
      expect(appended).toMatchObject({ firstRevision: COUNT, repeated: false });
    });
  });

  it('finds the place of an append whose answer was lost', async () => {
    await withFullStream(async ({ double, stream, store }) => {
      double.faults.eventsBefore = 0;
      double.faults.next('lost-answer');
      double.faults.next('half-close-read', 3);
      const { position } = await store.append(stream, 'any', newEvents(1));
      expect(position).toBe(await store.head());
    });
  });

  it('hides neither which log it is nor that it is not whole', async () => {
    await withStoreOnDouble({}, async ({ double, store, another }) => {
      await store.append(newStream(), 'none', newEvents(1));
      await store.beginMove();
      double.faults.eventsBefore = 0;
      for (let faults = 1; faults <= 6; faults += 1) {
        double.faults.next('half-close-read', faults);
        await expect(another({ mustExist: true })).rejects.toBeInstanceOf(EventStoreDbLogNotWholeError);
        double.faults.clear();
      }
    });
  });
});
