import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { collect, newEvent, newEvents, newStream, revision } from '../contract/sample-events.js';
import { EventIdConflictError, WrongExpectedRevisionError } from '../event-store.errors.js';
import type { ExpectedRevision } from '../event-store.port.js';
import { NumberedBench, wholeLog } from './numbered-events.fixture.js';

let bench: NumberedBench;

beforeEach(() => {
  bench = new NumberedBench();
});

afterEach(() => bench.close());

describe('appending from several processes', () => {
  const expectations: readonly ExpectedRevision[] = ['any', 'exists', 'none', revision(1), revision(4), revision(99)];
  for (const expected of expectations) {
    it(`recognises a repetition that expects ${expected}, whoever appended first and whatever came after`, async () => {
      const [one, other] = [await bench.process('one'), await bench.process('other')];
      const [stream, events] = [newStream(), newEvents(3)];
      await one.append(stream, 'none', newEvents(2));
      // The other process has not heard of any of it when it is sent the same.
      bench.log.isHeldBack = true;
      const written = one.append(stream, revision(1), events);
      await until(() => bench.log.events.length === 5);
      const repeated = other.append(stream, expected, events);
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
      bench.log.isHeldBack = false;
      bench.log.arrivals.announce();
      expect(await repeated).toEqual({ ...(await written), repeated: expect.any(Boolean) });
      expect(await wholeLog(one)).toHaveLength(5);
    });
  }

  it('refuses a part of what is on record beside what is not', async () => {
    const [one, other] = [await bench.process('one'), await bench.process('other')];
    const [stream, events] = [newStream(), newEvents(3)];
    await one.append(stream, 'none', events.slice(0, 2));
    for (const expected of ['any', 'none', revision(1)] as const) {
      await expect(other.append(stream, expected, events)).rejects.toBeInstanceOf(EventIdConflictError);
    }
    expect(await wholeLog(one)).toHaveLength(2);
  });

  it('lets every append that expects anything in, each once, however many are faster', async () => {
    const processes = [await bench.process('one'), await bench.process('other'), await bench.process('third')];
    const stream = newStream();
    const appends = Array.from({ length: 8 }, () =>
      processes.map((store) => store.append(stream, 'any', newEvents(2))),
    );
    const results = await Promise.all(appends.flat());
    const events = await collect((processes[0] ?? (await bench.process('last'))).readStream(stream));
    expect(events.map((event) => event.revision)).toEqual([...Array(48).keys()]);
    expect(new Set(results.map(({ firstRevision }) => firstRevision)).size).toBe(24);
  });

  it('refuses a revision that was passed with the one that the stream has', async () => {
    const [one, other] = [await bench.process('one'), await bench.process('other')];
    const stream = newStream();
    await one.append(stream, 'none', newEvents(2));
    await collect(other.readStream(stream));
    await one.append(stream, revision(1), newEvents(3));
    const late = other.append(stream, revision(1), [newEvent()]);
    await expect(late).rejects.toBeInstanceOf(WrongExpectedRevisionError);
    await expect(late).rejects.toMatchObject({ expected: 1, actual: 4 });
  });

  it('needs no look at the stream when the caller has read it', async () => {
    const store = await bench.process('one');
    const stream = newStream();
    await store.append(stream, 'none', newEvents(2));
    const reads: string[] = [];
    const below = bench.log.stream.bind(bench.log);
    bench.log.stream = (name) => {
      reads.push(name);
      return below(name);
    };
    await store.append(stream, revision(1), newEvents(2));
    expect(reads).toEqual([]);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await nextTurn();
}
