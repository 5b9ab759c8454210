import { describe, expect } from '@jest/globals';
import { WrongExpectedRevisionError } from '../event-store.errors.js';
import type { ExpectedRevision } from '../event-store.port.js';
import { fromFreshStore } from './event-store-under-test.js';
import type { EventStoreUnderTest } from './event-store-under-test.js';
import { collect, newEvent, newEvents, newStream, plain, revision, revisionsOf } from './sample-events.js';

interface ExpectationCase {
  readonly expected: ExpectedRevision;
  /** Events in the stream beforehand. */
  readonly existing: number;
  readonly accepted: boolean;
}

const EXPECTATIONS: readonly ExpectationCase[] = [
  { expected: 'any', existing: 0, accepted: true },
  { expected: 'any', existing: 2, accepted: true },
  { expected: 'none', existing: 0, accepted: true },
  { expected: 'none', existing: 2, accepted: false },
  { expected: 'exists', existing: 0, accepted: false },
  { expected: 'exists', existing: 2, accepted: true },
  { expected: revision(0), existing: 0, accepted: false },
  { expected: revision(0), existing: 1, accepted: true },
  { expected: revision(0), existing: 2, accepted: false },
  { expected: revision(1), existing: 2, accepted: true },
  { expected: revision(2), existing: 2, accepted: false },
];

export function describeAppending(underTest: EventStoreUnderTest): void {
  const it = fromFreshStore(underTest);

  describe('appending', () => {
    for (const { expected, existing, accepted } of EXPECTATIONS) {
      const verdict = accepted ? 'accepts' : 'refuses';
      it(`${verdict} expected revision ${expected} on a stream of ${existing} events`, async ({ store }) => {
        const stream = newStream();
        if (existing > 0) await store.append(stream, 'none', newEvents(existing));
        const appended = store.append(stream, expected, [newEvent()]);
        if (accepted) {
          await expect(appended).resolves.toMatchObject({ firstRevision: existing, lastRevision: existing });
        } else {
          const actual = existing === 0 ? undefined : existing - 1;
          await expect(appended).rejects.toBeInstanceOf(WrongExpectedRevisionError);
          await expect(appended).rejects.toMatchObject({ stream, expected, actual });
        }
        const length = accepted ? existing + 1 : existing;
        expect(revisionsOf(await collect(store.readStream(stream)))).toEqual([...Array(length).keys()]);
      });
    }

    it('numbers the events of each stream from 0 without gaps, whatever happens in other streams', async ({
      store,
    }) => {
      const [one, other] = [newStream(), newStream()];
      await store.append(one, 'none', newEvents(2));
      await store.append(other, 'none', newEvents(3));
      const result = await store.append(one, revision(1), newEvents(3));
      expect(result).toMatchObject({ firstRevision: 2, lastRevision: 4, repeated: false });
      expect(revisionsOf(await collect(store.readStream(one)))).toEqual([0, 1, 2, 3, 4]);
      expect(revisionsOf(await collect(store.readStream(other)))).toEqual([0, 1, 2]);
    });

    it('gives the position of the last event appended, which is then the head', async ({ store }) => {
      const before = await store.head();
      const { position } = await store.append(newStream(), 'none', newEvents(3));
      const [, , last] = await collect(store.readAll({ after: before }));
      expect(last?.position).toBe(position);
      expect(await store.head()).toBe(position);
      if (store.capabilities.contiguousPositions) expect(position).toBe(before + 3);
      else expect(position).toBeGreaterThan(before);
    });

    it('keeps the events of one append next to each other and in their order', async ({ store }) => {
      const before = await store.head();
      const appends = Array.from({ length: 8 }, () => ({ stream: newStream(), events: newEvents(5) }));
      await Promise.all(appends.map(({ stream, events }) => store.append(stream, 'none', events)));
      const log = await collect(store.readAll({ after: before }));
      expect(log).toHaveLength(40);
      for (const { stream, events } of appends) {
        const start = log.findIndex((event) => event.stream === stream);
        expect(log.slice(start, start + 5).map(plain)).toEqual(events.map(plain));
      }
    });

    it('never shows a part of an append to a reader', async ({ store }) => {
      const stream = newStream();
      const writing = (async () => {
        for (let round = 0; round < 30; round += 1) await store.append(stream, 'any', newEvents(4));
      })();
      let finished = false;
      void writing.finally(() => (finished = true));
      const lengths: number[] = [];
      while (!finished) lengths.push((await collect(store.readStream(stream))).length);
      await writing;
      expect(lengths.filter((length) => length % 4 !== 0)).toEqual([]);
    });

    it('lets exactly one of many writers win each revision of a stream', async ({ store }) => {
      const stream = newStream();
      const [writers, revisions] = [12, 15];
      const wins = new Map<number, number>();
      const write = async (writer: number): Promise<void> => {
        let next = 0;
        while (next < revisions) {
          const expected = next === 0 ? 'none' : revision(next - 1);
          try {
            const { firstRevision } = await store.append(stream, expected, [newEvent()]);
            expect(wins.get(firstRevision)).toBeUndefined();
            wins.set(firstRevision, writer);
            next = firstRevision + 1;
          } catch (error) {
            if (!(error instanceof WrongExpectedRevisionError)) throw error;
            next = (error.actual ?? -1) + 1;
          }
        }
      };
      await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
      const events = await collect(store.readStream(stream));
      expect(revisionsOf(events)).toEqual([...wins.keys()].toSorted((a, b) => a - b));
      expect(revisionsOf(events)).toEqual([...events.keys()]);
    });

    it('refuses one of several waiting appends without touching the others', async ({ store }) => {
      const stream = newStream();
      await store.append(stream, 'none', [newEvent()]);
      const settled = await Promise.allSettled([
        store.append(newStream(), 'none', newEvents(2)),
        store.append(stream, 'none', newEvents(2)),
        store.append(newStream(), revision(7), [newEvent()]),
        store.append(stream, revision(0), newEvents(2)),
      ]);
      expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
      expect(revisionsOf(await collect(store.readStream(stream)))).toEqual([0, 1, 2]);
    });
  });
}
