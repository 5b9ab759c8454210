import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { defineProjection } from '#platform/projections';
import type { EventHead } from '#platform/event-sourcing';
import type { Position } from '#platform/event-store';
import { parseInstant } from '#platform/working-days';
import { eventKeyOf } from './event-key.js';
import { eventCountsByType, positionAt, streamsConcerning } from './event-index.queries.js';
import { idOf, indexBench, type IndexBench } from './event-index.fixture.js';

const upTo = (position: number) => position as Position;
const ORGANISATION = { organisationId: idOf('organisation', 'a') };
const PARTNERSHIP = { ...ORGANISATION, partnershipId: idOf('partnership', 'a') };
const [COUNTED, CLOSED] = ['tallies.TallyCounted.v1', 'tallies.TallyClosed.v2'];

describe('The event index', () => {
  let bench: IndexBench;
  beforeEach(async () => {
    bench = await indexBench();
    await bench.record('a', COUNTED, '2006-03-01T09:00:00.000Z', PARTNERSHIP);
    await bench.record('b', COUNTED, '2006-03-01T09:00:00.000Z', ORGANISATION);
    await bench.record('c', COUNTED, '2006-03-02T09:00:00.000Z');
    await bench.record('a', CLOSED, '2006-03-03T09:00:00.000Z', PARTNERSHIP);
    await bench.record('d', CLOSED, '2006-03-03T10:00:00.000Z', { organisationId: idOf('organisation', 'other') });
  });
  afterEach(() => bench.close());

  it('finds the streams of an organisation, with those of its partnership', async () => {
    const found = await bench.read((session) => streamsConcerning(session, { scope: ORGANISATION, upTo: upTo(5) }));
    expect(new Map(found.map(({ stream, events }) => [stream, events]))).toEqual(
      new Map([
        [idOf('tally', 'a'), 2],
        [idOf('tally', 'b'), 1],
      ]),
    );
  });

  it('finds the streams of a partnership alone', async () => {
    const scope = { partnershipId: PARTNERSHIP.partnershipId };
    const found = await bench.read((session) => streamsConcerning(session, { scope, upTo: upTo(5) }));
    expect(found).toEqual([{ stream: idOf('tally', 'a'), events: 2 }]);
  });

  it('finds what belongs to nobody', async () => {
    const scope = { belongingTo: 'nobody' } as const;
    const found = await bench.read((session) => streamsConcerning(session, { scope, upTo: upTo(5) }));
    expect(found).toEqual([{ stream: idOf('tally', 'c'), events: 1 }]);
  });

  it('finds what belongs to nobody by both, for many events lack one of the two', async () => {
    const plan = await bench.read((session) =>
      sql<{ detail: string }>`
        explain query plan select stream, count(*) from event_index
        where position <= 5 and "organisationKey" is null and "partnershipKey" is null group by stream
      `.execute(session.tables()),
    );
    const steps = plan.rows.map(({ detail }) => detail).join('\n');
    expect(steps).toMatch(/organisationKey=\? AND partnershipKey=\?/);
  });

  it('counts by stored type, up to a position and of some types only', async () => {
    const counts = (search: Parameters<typeof eventCountsByType>[1]) =>
      bench.read((session) => eventCountsByType(session, search));
    expect(await counts({ upTo: upTo(5) })).toEqual(
      new Map([
        [COUNTED, 3],
        [CLOSED, 2],
      ]),
    );
    expect(await counts({ upTo: upTo(3) })).toEqual(new Map([[COUNTED, 3]]));
    expect(await counts({ scope: ORGANISATION, upTo: upTo(5), types: [CLOSED] })).toEqual(new Map([[CLOSED, 1]]));
  });

  it('tells the last position at a moment', async () => {
    const at = (moment: string) => bench.read((session) => positionAt(session, parseInstant(moment)));
    expect(await at('2006-02-28T23:59:59.999Z')).toBe(0);
    expect(await at('2006-03-01T09:00:00.000Z')).toBe(2);
    expect(await at('2006-03-02T08:59:59.999Z')).toBe(2);
    expect(await at('2006-03-03T09:30:00.000Z')).toBe(4);
    expect(await at('2026-01-01T00:00:00.000Z')).toBe(5);
  });
});

describe('The key of an id', () => {
  it('is a whole number that SQLite and JavaScript hold exactly, of ids of every kind', () => {
    const ids = [
      idOf('organisation', 'a'),
      idOf('organisation', 'b'),
      'auditor',
      'operator',
      '',
      'a text that is no id',
    ];
    const keys = ids.map(eventKeyOf);
    expect(keys.every(Number.isSafeInteger)).toBe(true);
    expect(new Set(keys).size).toBe(ids.length);
  });
});

describe('The event index beside a projection that cannot take an event', () => {
  it('holds each event once all the same', async () => {
    const counted: string[] = [];
    const failing = {
      ...defineProjection({ name: 'failing', version: 1, tables: [], handlers: [] }),
      everyEvent: ({ storedType }: EventHead) => {
        if (storedType === CLOSED) throw new Error('It cannot be taken.');
        counted.push(storedType);
        return [];
      },
    };
    const bench = await indexBench([failing]);
    try {
      await bench.record('a', COUNTED, '2006-03-01T09:00:00.000Z', ORGANISATION);
      await bench.record('a', CLOSED, '2006-03-01T09:00:00.000Z', ORGANISATION);
      await bench.record('b', COUNTED, '2006-03-01T09:00:00.000Z', ORGANISATION);
      const counts = await bench.read((session) => eventCountsByType(session, { scope: ORGANISATION, upTo: upTo(3) }));
      expect(counts).toEqual(
        new Map([
          [COUNTED, 2],
          [CLOSED, 1],
        ]),
      );
      expect(counted).toEqual([COUNTED, COUNTED]);
    } finally {
      await bench.close();
    }
  });
});
