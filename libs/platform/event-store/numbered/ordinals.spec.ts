import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { collect, newEvent, newEvents, newStream, position } from '../contract/sample-events.js';
import { START } from '../event-store.port.js';
import type { RecordedEvent } from '../event-store.port.js';
import { NumberedBench, wholeLog } from './numbered-events.fixture.js';
import { NumberedEventStore } from './numbered-event-store.js';
import { OrdinalIndexError, OrdinalsContradictLogError } from './numbered-event-store.errors.js';

let bench: NumberedBench;

beforeEach(() => {
  bench = new NumberedBench();
});

afterEach(() => bench.close());

describe('ordinals', () => {
  it('are the same in every process, whichever appended and however its index was made', async () => {
    const [one, other] = [await bench.process('one'), await bench.process('other')];
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([one, other].map((store) => store.append(newStream(), 'none', newEvents(1 + (round % 3)))));
    }
    const late = await bench.process('late');
    const log = await wholeLog(one);
    expect(log.map((event) => event.position)).toEqual(log.map((_, index) => index + 1));
    expect(await wholeLog(other)).toEqual(log);
    expect(await wholeLog(late)).toEqual(log);
    for (const event of log) expect(await late.positionOf(event.id)).toBe(event.position);
  });

  it('go with times that never decrease, the same in every process, though each writer has its own clock', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), fc.nat(5)), { minLength: 1, maxLength: 12 }),
        async (appends) => {
          const own = new NumberedBench();
          let minute = 0;
          const clock = () => new Date(Date.UTC(2003, 6, 1, 12, minute));
          const processes = [await own.process('one', { clock }), await own.process('other', { clock })];
          const answered: string[] = [];
          for (const [isOther, now] of appends) {
            minute = now;
            const result = await processes[isOther ? 1 : 0]?.append(newStream(), 'none', [newEvent()]);
            answered.push(result?.recordedAt ?? '');
          }
          for (const store of [...processes, await own.process('late')]) {
            const times = (await wholeLog(store)).map(({ recordedAt }) => recordedAt);
            expect(times).toEqual(times.toSorted());
            expect(times).toEqual(answered);
            const [first] = await collect(store.readAll({ after: position(times.length - 1) }));
            expect((await collect(store.readStream(first?.stream ?? newStream())))[0]?.recordedAt).toBe(times.at(-1));
          }
          await own.close();
        },
      ),
      { numRuns: 20 },
    );
  });

  it('are made on from where the index was, with the time that was the highest', async () => {
    const late = await bench.process('one', { clock: () => new Date('2003-07-01T12:00:00.000Z') });
    await late.append(newStream(), 'none', newEvents(3));
    await late.close();
    const early = await bench.process('one', { clock: () => new Date('1999-01-01T00:00:00.000Z') });
    const result = await early.append(newStream(), 'none', newEvents(2));
    expect(result).toMatchObject({ position: 5, recordedAt: '2003-07-01T12:00:00.000Z' });
  });

  it('are made anew where the index is of another log', async () => {
    const other = new NumberedBench();
    const elsewhere = await other.process('one');
    await elsewhere.append(newStream(), 'none', newEvents(4));
    await elsewhere.close();
    const here = await bench.process('right');
    await here.append(newStream(), 'none', newEvents(7));
    const misled = await NumberedEventStore.open({ store: bench.log.connect(), file: other.file('one') });
    expect(await wholeLog(misled)).toEqual(await wholeLog(here));
    await misled.close();
    await other.close();
  });

  it('are made anew where the log is shorter than the index', async () => {
    const store = await bench.process('one');
    await store.append(newStream(), 'none', newEvents(5));
    await store.close();
    bench.log.events.splice(3);
    const restored = await bench.process('one');
    expect(await restored.head()).toBe(3);
    expect(await restored.append(newStream(), 'none', newEvents(1))).toMatchObject({ position: 4 });
  });

  it('are made anew where the log has another event in the place of the last one', async () => {
    const store = await bench.process('one');
    await store.append(newStream(), 'none', newEvents(3));
    await store.close();
    const [last] = bench.log.events.splice(2);
    if (last === undefined) throw new Error('There are three events.');
    const { id } = newEvent();
    bench.log.events.push({ ...last, id });
    const restored = await bench.process('one');
    expect(await restored.positionOf(id)).toBe(3);
    expect(await restored.positionOf(last.id)).toBeUndefined();
  });

  it('are checked against the log whenever events are read', async () => {
    const store = await bench.process('one');
    await store.append(newStream(), 'none', newEvents(5));
    const [removed] = bench.log.events.splice(2, 1);
    await expect(wholeLog(store)).rejects.toBeInstanceOf(OrdinalsContradictLogError);
    const other = { ...removed, ...newEvent(), position: position((removed?.position ?? 0) + 1) };
    bench.log.events.splice(2, 0, other as RecordedEvent);
    await expect(wholeLog(store)).rejects.toBeInstanceOf(OrdinalsContradictLogError);
  });
});

describe('the index of ordinals', () => {
  it('is made anew when it is damaged', async () => {
    const store = await bench.process('one');
    await store.append(newStream(), 'none', newEvents(50));
    const log = await wholeLog(store);
    await store.close();
    damage(bench.file('one'));
    expect(await wholeLog(await bench.process('one'))).toEqual(log);
  });

  it('is made anew when another version wrote it', async () => {
    const store = await bench.process('one');
    await store.append(newStream(), 'none', newEvents(2));
    await store.close();
    const database = new Database(bench.file('one'));
    database.exec('UPDATE state SET format_version = 99; DROP TABLE events');
    database.close();
    expect(await (await bench.process('one')).head()).toBe(2);
  });

  it('leaves a file alone that is something else', async () => {
    const database = new Database(bench.file('one'));
    database.exec('CREATE TABLE other (one INTEGER)');
    database.close();
    writeFileSync(
      bench.file('text'),
      'Something that was written by somebody else, and is no database at all. '.repeat(40),
    );
    for (const name of ['one', 'text']) {
      await expect(bench.process(name)).rejects.toBeInstanceOf(OrdinalIndexError);
      await expect(bench.process(name)).rejects.toThrow('It was left as it is');
    }
  });

  it('serves one process at a time', async () => {
    await bench.process('one');
    await expect(bench.process('one')).rejects.toThrow('another process uses it');
  });
});

describe('looking up by id', () => {
  it('tells ids apart that the index cannot', async () => {
    const store = await bench.process('one');
    const [first, second] = [newEvent(), newEvent()];
    const sameEnd = { ...second, id: `00000000${first.id.slice(8)}` as typeof second.id };
    await store.append(newStream(), 'none', [first]);
    expect(await store.positionOf(sameEnd.id)).toBeUndefined();
    expect(await store.append(newStream(), 'none', [sameEnd])).toMatchObject({ repeated: false, position: 2 });
    expect(await store.positionOf(first.id)).toBe(1);
    expect(await store.positionOf(sameEnd.id)).toBe(2);
  });

  it('finds the first in the log where two have one id', async () => {
    const client = bench.log.connect();
    const event = newEvent();
    for (const stream of [newStream(), newStream()]) await client.append(stream, 'none', [newEvent(), event]);
    const store = await bench.process('one');
    expect(await store.positionOf(event.id)).toBe(2);
  });

  it('finds what another process has appended a moment before', async () => {
    const [one, other] = [await bench.process('one'), await bench.process('other')];
    const event = newEvent();
    const { position: at } = await one.append(newStream(), 'none', [event]);
    expect(await other.positionOf(event.id)).toBe(at);
    expect(await other.eventTypes()).toEqual([event.type]);
    expect((await collect(other.readAll({ after: START }))).map(({ id }) => id)).toEqual([event.id]);
  });
});

function damage(file: string): void {
  const database = new Database(file);
  const pageSize = Number(database.pragma('page_size', { simple: true }));
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.close();
  const bytes = Buffer.alloc(pageSize * (pages - 1), 0x5a);
  const whole = Buffer.concat([headerOf(file, pageSize), bytes]);
  writeFileSync(file, whole);
}

function headerOf(file: string, pageSize: number): Buffer {
  return readFileSync(file).subarray(0, pageSize);
}
