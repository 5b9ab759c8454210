import { describe, expect, it } from '@jest/globals';
import type { EventStoreDouble } from '../../../../test/support/eventstoredb/event-store-double.js';
import { collect, newEvents, newStream, revision, revisionsOf } from '../contract/sample-events.js';
import { WrongExpectedRevisionError } from '../event-store.errors.js';
import { withStoreOnDouble } from './store-on-double.fixture.js';

const COUNT = 40;
const ALL = [...Array(COUNT).keys()];

/** A process that knows nothing of the stream yet. */
async function withFullStream(
  test: (opened: {
    readonly double: EventStoreDouble;
    readonly stream: ReturnType<typeof newStream>;
    readonly events: ReturnType<typeof newEvents>;
    readonly another: Parameters<Parameters<typeof withStoreOnDouble>[1]>[0]['another'];
  }) => Promise<void>,
): Promise<void> {
  await withStoreOnDouble({}, async ({ double, store, another }) => {
    const [stream, events] = [newStream(), newEvents(COUNT)];
    await store.append(stream, 'none', events);
    await test({ double, stream, events, another });
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
