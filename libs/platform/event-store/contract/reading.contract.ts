import { describe, expect } from '@jest/globals';
import { InvalidReadError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import type { EventStore, Position, ReadStreamOptions, RecordedEvent, StreamName } from '../event-store.port.js';
import { fromFreshStore } from './event-store-under-test.js';
import type { EventStoreUnderTest } from './event-store-under-test.js';
import { collect, newEvent, newEvents, newStream, position, revision, revisionsOf } from './sample-events.js';

interface ReadCase {
  readonly options: ReadStreamOptions;
  /** Revisions, from a stream that has the revisions 0 to 5. */
  readonly reads: readonly number[];
}

const READS: readonly ReadCase[] = [
  { options: {}, reads: [0, 1, 2, 3, 4, 5] },
  { options: { direction: 'forwards', from: revision(4) }, reads: [4, 5] },
  { options: { from: revision(5) }, reads: [5] },
  { options: { from: revision(6) }, reads: [] },
  { options: { to: revision(0) }, reads: [0] },
  { options: { to: revision(2) }, reads: [0, 1, 2] },
  { options: { to: revision(99) }, reads: [0, 1, 2, 3, 4, 5] },
  { options: { from: revision(2), to: revision(3) }, reads: [2, 3] },
  { options: { from: revision(3), to: revision(3) }, reads: [3] },
  { options: { from: revision(3), to: revision(2) }, reads: [] },
  { options: { limit: 0 }, reads: [] },
  { options: { limit: 2 }, reads: [0, 1] },
  { options: { from: revision(4), limit: 99 }, reads: [4, 5] },
  { options: { from: revision(1), to: revision(4), limit: 2 }, reads: [1, 2] },
  { options: { direction: 'backwards' }, reads: [5, 4, 3, 2, 1, 0] },
  { options: { direction: 'backwards', limit: 1 }, reads: [5] },
  { options: { direction: 'backwards', from: revision(2) }, reads: [2, 1, 0] },
  { options: { direction: 'backwards', from: revision(0) }, reads: [0] },
  { options: { direction: 'backwards', from: revision(99) }, reads: [5, 4, 3, 2, 1, 0] },
  { options: { direction: 'backwards', to: revision(4) }, reads: [5, 4] },
  { options: { direction: 'backwards', to: revision(6) }, reads: [] },
  { options: { direction: 'backwards', from: revision(3), to: revision(1) }, reads: [3, 2, 1] },
  { options: { direction: 'backwards', from: revision(1), to: revision(3) }, reads: [] },
  { options: { direction: 'backwards', from: revision(4), to: revision(0), limit: 2 }, reads: [4, 3] },
];

/** More than an engine is likely to read at once. */
const SEVERAL_PAGES = 2_300;

export function describeReading(underTest: EventStoreUnderTest): void {
  const it = fromFreshStore(underTest);

  describe('reading a stream', () => {
    it('finds nothing in a stream that does not exist', async ({ store }) => {
      expect(await collect(store.readStream(newStream()))).toEqual([]);
      expect(await collect(store.readStream(newStream(), { direction: 'backwards' }))).toEqual([]);
    });

    it('tells where an event is by its id', async ({ store }) => {
      const events = newEvents(3);
      await store.append(newStream(), 'none', newEvents(2));
      await store.append(newStream(), 'none', events);
      const positions = await Promise.all(events.map(({ id }) => store.positionOf(id)));
      const recorded = await collect(store.readAll({ after: START }));
      expect(positions).toEqual(events.map(({ id }) => recorded.find((event) => event.id === id)?.position));
      expect(await store.positionOf(newEvent().id)).toBeUndefined();
    });

    it('gives the range that was asked for', async ({ store }) => {
      const stream = newStream();
      await store.append(stream, 'none', newEvents(6));
      for (const { options, reads } of READS) {
        const revisions = revisionsOf(await collect(store.readStream(stream, options)));
        expect({ options, reads: revisions }).toEqual({ options, reads });
      }
    });

    it('gives each event with its stream, position and time', async ({ store }) => {
      const stream = newStream();
      await store.append(newStream(), 'none', newEvents(2));
      const { recordedAt, position: last } = await store.append(stream, 'none', newEvents(2));
      const events = await collect(store.readStream(stream));
      expect(events[1]).toMatchObject({ stream, revision: 1, position: last, recordedAt });
      expect(events[0]?.position).toBeLessThan(last);
    });

    it('reads a long stream both ways, and can be stopped early', async ({ store }) => {
      const stream = await longStream(store);
      const forwards = revisionsOf(await collect(store.readStream(stream)));
      expect(forwards).toEqual([...Array(SEVERAL_PAGES).keys()]);
      const backwards = revisionsOf(await collect(store.readStream(stream, { direction: 'backwards' })));
      expect(backwards).toEqual(forwards.toReversed());
      const limited = revisionsOf(await collect(store.readStream(stream, { from: revision(7), limit: 1_500 })));
      expect(limited).toEqual(forwards.slice(7, 1_507));
      for await (const event of store.readStream(stream)) {
        if (event.revision === 3) break;
      }
      expect(await collect(store.readStream(stream, { limit: 1 }))).toHaveLength(1);
    });

    it('reads events of the greatest size page by page', async ({ store }) => {
      const stream = newStream();
      const data = new Uint8Array(500 * 1024).fill(0x20);
      for (let count = 0; count < 20; count += 1) await store.append(stream, 'any', [newEvent({ data })]);
      let bytes = 0;
      for await (const event of store.readStream(stream)) bytes += event.data.byteLength;
      expect(bytes).toBe(20 * data.byteLength);
    });

    it('gives each event once when several are asked for at a time', async ({ store }) => {
      const stream = await longStream(store);
      const iterator = store.readStream(stream)[Symbol.asyncIterator]();
      const results = await Promise.all(Array.from({ length: SEVERAL_PAGES + 1 }, () => iterator.next()));
      expect(results.at(-1)?.done).toBe(true);
      const revisions = results.flatMap((result) => (result.done === true ? [] : [result.value.revision]));
      expect(revisions).toEqual([...Array(SEVERAL_PAGES).keys()]);
    });

    it('ends at the events that were there when it began', async ({ store }) => {
      const stream = await longStream(store);
      let read = 0;
      for await (const event of store.readStream(stream)) {
        expect(event.revision).toBe(read);
        if (read % 1_000 === 0) await store.append(stream, 'any', newEvents(3));
        read += 1;
      }
      expect(read).toBe(SEVERAL_PAGES);
    });

    it('refuses limits that are not whole numbers', async ({ store }) => {
      for (const limit of [-1, 0.5, Number.NaN]) {
        const reading = async () => collect(store.readStream(newStream(), { limit }));
        await expect(reading()).rejects.toBeInstanceOf(InvalidReadError);
        const readingAll = async () => collect(store.readAll({ after: START, limit }));
        await expect(readingAll()).rejects.toBeInstanceOf(InvalidReadError);
      }
    });
  });

  describe('reading the whole log', () => {
    it('gives all events after a position in their order', async ({ store }) => {
      const before = await store.head();
      const streams = [newStream(), newStream()];
      const positions: Position[] = [];
      for (let round = 0; round < 6; round += 1) {
        const stream = streams[round % 2] ?? newStream();
        positions.push((await store.append(stream, 'any', [newEvent()])).position);
      }
      const all = await collect(store.readAll({ after: before }));
      expect(all.map((event) => event.position)).toEqual(positions);
      const rest = await collect(store.readAll({ after: position(positions[3] ?? 0) }));
      expect(rest.map((event) => event.position)).toEqual(positions.slice(4));
      const limited = await collect(store.readAll({ after: before, limit: 2 }));
      expect(limited.map((event) => event.position)).toEqual(positions.slice(0, 2));
      expect(await collect(store.readAll({ after: before, limit: 0 }))).toEqual([]);
      expect(await collect(store.readAll({ after: await store.head() }))).toEqual([]);
    });

    it('ends at the head it found when it began', async ({ store }) => {
      const before = await store.head();
      await longStream(store);
      const read: RecordedEvent[] = [];
      for await (const event of store.readAll({ after: before })) {
        if (read.length % 1_000 === 0) await store.append(newStream(), 'none', newEvents(2));
        read.push(event);
      }
      expect(read).toHaveLength(SEVERAL_PAGES);
    });
  });

  describe('the head', () => {
    it('is the position of the last event, and the start of an empty log', async ({ store }) => {
      const before = await store.head();
      expect(before).toBeGreaterThanOrEqual(START);
      if ((await collect(store.readAll({ after: START, limit: 1 }))).length === 0) expect(before).toBe(START);
      const { position: last } = await store.append(newStream(), 'none', newEvents(2));
      expect(await store.head()).toBe(last);
    });
  });
}

async function longStream(store: EventStore): Promise<StreamName> {
  const stream = newStream();
  for (let count = 0; count < SEVERAL_PAGES; count += 460) await store.append(stream, 'any', newEvents(460));
  return stream;
}
