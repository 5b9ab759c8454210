import { describe, expect, it } from '@jest/globals';
import { fromFreshStore, withStore } from './event-store-under-test.js';
import type { EventStoreUnderTest } from './event-store-under-test.js';
import { collect, newEvent, newEvents, newStream, plain } from './sample-events.js';

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const CONTENTS: Readonly<Record<string, Uint8Array>> = {
  nothing: new Uint8Array(0),
  'every byte': EVERY_BYTE,
  'every byte backwards': EVERY_BYTE.toReversed(),
  'a zero byte': Uint8Array.of(0),
  'a byte order mark': Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d),
  'cut UTF-8': Uint8Array.of(0xe2, 0x82),
  'text beyond ASCII': new TextEncoder().encode('{"ainm":"Àrd-Bhàile 🏴󠁧󠁢󠁳󠁣󠁴󠁿","q":"\\u0000 \u2028"}'),
  'insignificant white space': new TextEncoder().encode('{ "b" : 1.0 ,\n "a" : 1e0 }\n'),
};

export function describeRecording(underTest: EventStoreUnderTest): void {
  const test = fromFreshStore(underTest);

  describe('recording', () => {
    test('gives back exactly the bytes it was given, in every way of reading', async ({ store }) => {
      const stream = newStream();
      const before = await store.head();
      const contents = Object.values(CONTENTS);
      const events = contents.flatMap((data) => contents.map((metadata) => newEvent({ data, metadata })));
      await store.append(stream, 'none', events);
      const expected = events.map(plain);
      expect((await collect(store.readStream(stream))).map(plain)).toEqual(expected);
      const backwards = await collect(store.readStream(stream, { direction: 'backwards' }));
      expect(backwards.toReversed().map(plain)).toEqual(expected);
      expect((await collect(store.readAll({ after: before }))).map(plain)).toEqual(expected);
    });

    test('keeps what it was given even if the caller uses its buffers again', async ({ store }) => {
      const stream = newStream();
      const [data, metadata] = [Uint8Array.of(1, 2, 3), Buffer.from('metadata')];
      const event = newEvent({ data, metadata });
      const given = plain(event);
      await store.append(stream, 'none', [event]);
      data.fill(0);
      metadata.fill(0);
      expect((await collect(store.readStream(stream))).map(plain)).toEqual([given]);
    });

    test('gives all events of an append one time, ISO 8601 in UTC with milliseconds', async ({ store }) => {
      const stream = newStream();
      const { recordedAt } = await store.append(stream, 'none', newEvents(3));
      expect(recordedAt).toMatch(ISO_8601);
      const times = (await collect(store.readStream(stream))).map((event) => event.recordedAt);
      expect(times).toEqual([recordedAt, recordedAt, recordedAt]);
    });

    if (!underTest.takesClock) return;

    it('never lets the time decrease with the position, even if the clock is set back', async () => {
      let now = new Date('2003-07-01T12:00:00.000Z');
      await withStore(underTest, { clock: () => now }, async (opened) => {
        const stream = newStream();
        const appendAt = async (time: string): Promise<string> => {
          now = new Date(time);
          return (await opened.store.append(stream, 'any', [newEvent()])).recordedAt;
        };
        expect(await appendAt('2003-07-01T12:00:00.000Z')).toBe('2003-07-01T12:00:00.000Z');
        expect(await appendAt('2003-07-01T11:59:59.999Z')).toBe('2003-07-01T12:00:00.000Z');
        expect(await appendAt('2003-07-01T12:00:00.001Z')).toBe('2003-07-01T12:00:00.001Z');
      });
    });

    if (!underTest.capabilities.durable) return;

    it('remembers the last time when the store is opened again', async () => {
      let now = new Date('2003-07-01T12:00:00.000Z');
      await withStore(underTest, { clock: () => now }, async (opened) => {
        await opened.store.append(newStream(), 'none', [newEvent()]);
        now = new Date('1999-01-01T00:00:00.000Z');
        const store = await opened.reopen?.();
        const result = await store?.append(newStream(), 'none', [newEvent()]);
        expect(result?.recordedAt).toBe('2003-07-01T12:00:00.000Z');
      });
    });
  });
}
