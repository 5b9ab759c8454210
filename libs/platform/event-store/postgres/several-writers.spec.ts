import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { PostgresSettings } from '#platform/postgres';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { collect, newEvent, newEvents, newStream } from '../contract/sample-events.js';
import { WrongExpectedRevisionError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import type { RecordedEvent } from '../event-store.port.js';
import { newPostgresLog, openPostgresStore, type TestStore, type TestStoreOptions } from './postgres-log.fixture.js';

const WRITERS = 8;
/** Longer than a test: what happens then was heard, not found by looking now and then. */
const NEVER_MS = 3_600_000;

describeWithPostgresql('several processes on one PostgreSQL log', (cluster) => {
  let settings: PostgresSettings;
  let opened: TestStore[];

  beforeEach(async () => {
    settings = await newPostgresLog(cluster());
    opened = [];
  });
  afterEach(async () => {
    for (const each of opened) await each.close();
  });

  async function open(options: TestStoreOptions = {}) {
    const each = await openPostgresStore(settings, options);
    opened.push(each);
    return each.store;
  }

  it('give every reader contiguous positions in the order of the commits, and times that never decrease', async () => {
    // Their clocks differ by a minute.
    const clockOf = (writer: number) => () => new Date(Date.now() + (writer - WRITERS / 2) * 15_000);
    const stores = await Promise.all(Array.from({ length: WRITERS }, (_, writer) => open({ clock: clockOf(writer) })));
    const reader = await open();
    const expected = WRITERS * 25 * 3;
    const followed = follow(reader, expected);
    const positions = await Promise.all(
      stores.map(async (store) => {
        const stream = newStream();
        const own: number[] = [];
        for (let count = 0; count < 25; count += 1)
          own.push((await store.append(stream, 'any', newEvents(3))).position);
        return own;
      }),
    );
    const events = await followed;
    expect(events.map(({ position }) => position)).toEqual(Array.from({ length: expected }, (_, index) => index + 1));
    const times = events.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted());
    for (const own of positions) expect(own).toEqual(own.toSorted((a, b) => a - b));
    expect(await collect(reader.readAll({ after: START }))).toEqual(events);
  });

  it('let exactly one of them win each revision of a stream', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => open()));
    const stream = newStream();
    await stores[0]?.append(stream, 'none', newEvents(1));
    for (let round = 0; round < 20; round += 1) {
      const expected = ((await stores[0]?.head()) ?? START) - 1;
      const attempts = stores.map((store) => store.append(stream, expected as RecordedEvent['revision'], newEvents(1)));
      const settled = await Promise.allSettled(attempts);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const each of settled) {
        if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(WrongExpectedRevisionError);
      }
    }
  });

  it('write the same append once, and give it one answer, whoever is sent it and how often', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => open()));
    for (let round = 0; round < 15; round += 1) {
      const [stream, events] = [newStream(), newEvents(2)];
      const answers = await Promise.all([...stores, ...stores].map((store) => store.append(stream, 'none', events)));
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(new Set(answers.map((answer) => JSON.stringify({ ...answer, repeated: true }))).size).toBe(1);
    }
    expect(await stores[0]?.head()).toBe(30);
  });

  it('wake one another', async () => {
    const [writer, reader] = [await open(), await open({ lookEveryMs: NEVER_MS })];
    for (let round = 1; round <= 3; round += 1) {
      const woken = follow(reader, 1, round - 1);
      await writer.append(newStream(), 'none', [newEvent()]);
      expect((await woken).map(({ position }) => position)).toEqual([round]);
    }
  });

  it('find what they did not hear of', async () => {
    const [writer, reader] = [await open(), await open({ lookEveryMs: 20, isDeaf: true })];
    const found = follow(reader, 1);
    await writer.append(newStream(), 'none', [newEvent()]);
    expect(await found).toHaveLength(1);
  });

  it('give back the time that was recorded first, whatever their clocks say', async () => {
    const early = await open({ clock: () => new Date('2003-07-01T12:00:00.000Z') });
    const late = await open({ clock: () => new Date('2003-07-02T12:00:00.000Z') });
    const [stream, events] = [newStream(), newEvents(1)];
    const first = await early.append(stream, 'none', events);
    expect(await late.append(stream, 'none', events)).toEqual({ ...first, repeated: true });
    expect(await late.append(newStream(), 'none', newEvents(1))).toMatchObject({
      recordedAt: '2003-07-02T12:00:00.000Z',
    });
    expect(await early.append(newStream(), 'none', newEvents(1))).toMatchObject({
      recordedAt: '2003-07-02T12:00:00.000Z',
    });
  });
});

/** Follows the log until so many events have come. */
async function follow(
  store: TestStore['store'],
  count: number,
  after: number = START,
): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  const { signal } = new AbortController();
  for await (const batch of store.subscribe({ after: after as typeof START, signal })) {
    events.push(...batch);
    if (events.length >= count) break;
  }
  return events;
}
