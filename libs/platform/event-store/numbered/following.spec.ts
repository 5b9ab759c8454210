import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newEvent, newEvents, newStream } from '../contract/sample-events.js';
import { StoreClosedError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import type { EventStore, Position, RecordedEvent } from '../event-store.port.js';
import { NumberedBench, wholeLog } from './numbered-events.fixture.js';
import { LogNotFollowedError } from './numbered-event-store.errors.js';
import { RecentEvents } from './recent-events.js';
import { SharedCall } from './shared-call.js';

let bench: NumberedBench;

beforeEach(() => {
  bench = new NumberedBench();
});

afterEach(() => bench.close());

describe('following the log', () => {
  it('costs one subscription, however many follow it here', async () => {
    const store = await bench.process('one');
    const followers = Array.from({ length: 5 }, () => receive(store, START, 300));
    for (let round = 0; round < 30; round += 1) await store.append(newStream(), 'none', newEvents(10));
    const log = await wholeLog(store);
    for (const received of await Promise.all(followers)) expect(received).toEqual(log);
    expect(bench.log.calls.subscribe).toBe(1);
  });

  it('gives a follower that fell far behind everything, from the server and then from memory', async () => {
    const store = await bench.process('one');
    for (let round = 0; round < 12; round += 1) await store.append(newStream(), 'none', newEvents(500));
    const received = await receive(store, START, 6_000);
    expect(received.map((event) => event.position)).toEqual([...Array(6_000).keys()].map((index) => index + 1));
    expect(bench.log.calls.subscribe).toBe(2);
  });

  it('asks for the head once for all who want it at the same time, and again for who comes later', async () => {
    const store = await bench.process('one');
    await store.append(newStream(), 'none', newEvents(3));
    const before = bench.log.calls.head;
    expect(await Promise.all(Array.from({ length: 50 }, () => store.head()))).toEqual(Array(50).fill(3));
    expect(bench.log.calls.head - before).toBeLessThanOrEqual(2);
    await bench.log.connect().append(newStream(), 'none', newEvents(2));
    expect(await store.head()).toBe(5);
  });

  it('fails those who wait when nothing comes for long, and goes on', async () => {
    const store = await bench.process('one', { patienceMs: 20 });
    bench.log.isHeldBack = true;
    const [stream, events] = [newStream(), newEvents(2)];
    const appended = store.append(stream, 'none', events);
    await expect(appended).rejects.toBeInstanceOf(LogNotFollowedError);
    bench.log.isHeldBack = false;
    bench.log.arrivals.announce();
    expect(await store.append(stream, 'none', events)).toMatchObject({ position: 2, lastRevision: 1 });
    expect(await store.append(stream, 'any', events)).toMatchObject({ position: 2, repeated: true });
    expect(await wholeLog(store)).toHaveLength(2);
  });

  it('is closed without waiting for long for what cannot be numbered', async () => {
    const store = await bench.process('one', { closeWithinMs: 10 });
    bench.log.isHeldBack = true;
    const [stream, events] = [newStream(), newEvents(2)];
    const appended = store.append(stream, 'none', events);
    const refused = expect(appended).rejects.toBeInstanceOf(StoreClosedError);
    await store.close();
    await refused;
    bench.log.isHeldBack = false;
    expect(await wholeLog(await bench.process('two'))).toHaveLength(2);
  });

  it('goes on after the subscription failed, ended or began anew, without gap or repetition', async () => {
    const faults: unknown[] = [];
    const client = bench.log.connect();
    let rounds = 0;
    const failing: EventStore = Object.assign(Object.create(client) as EventStore, {
      capabilities: client.capabilities,
      append: client.append.bind(client),
      readAll: client.readAll.bind(client),
      readStream: client.readStream.bind(client),
      head: client.head.bind(client),
      close: client.close.bind(client),
      async *subscribe(options: Parameters<EventStore['subscribe']>[0]) {
        rounds += 1;
        for await (const batch of client.subscribe({ ...options, after: START })) {
          yield batch;
          if (rounds % 2 === 0) return;
          throw new Error('The connection was lost.');
        }
      },
    });
    const log = { error: (fields: object) => void faults.push(fields) };
    const store = await bench.process('one', { store: failing, log, retryMs: 1 });
    for (let round = 0; round < 12; round += 1) {
      const [stream, events] = [newStream(), [newEvent()]];
      // A fault of the subscription may hit an append that waits; what is sent again is answered.
      for (let done = false; !done;) done = await answered(() => store.append(stream, 'none', events));
    }
    await nextTurn();
    expect((await wholeLog(store)).map((event) => event.position)).toEqual([...Array(12).keys()].map((at) => at + 1));
    expect(rounds).toBeGreaterThan(3);
    // What comes and goes is not told each time.
    expect(faults).toHaveLength(1);
  });
});

describe('a shared call', () => {
  it('gives nobody the answer to a question that was put before they asked', async () => {
    const answers: ((value: number) => void)[] = [];
    const call = new SharedCall(() => new Promise<number>((resolve) => answers.push(resolve)));
    const [first, second, third] = [call.ask(), call.ask(), call.ask()];
    answers[0]?.(1);
    expect(await first).toBe(1);
    await nextTurn();
    answers[1]?.(2);
    expect(await Promise.all([second, third])).toEqual([2, 2]);
    expect(answers).toHaveLength(2);
  });

  it('asks again after a failure', async () => {
    const outcomes = [() => Promise.reject(new Error('The server is away.')), () => Promise.resolve(2)];
    const call = new SharedCall(() => outcomes.shift()?.() ?? Promise.resolve(3));
    const [failed, second] = [call.ask(), call.ask()];
    await expect(failed).rejects.toThrow('The server is away.');
    expect(await second).toBe(2);
    expect(await call.ask()).toBe(3);
  });
});

describe('recent events', () => {
  it('are kept by number and by size, and say when they do not reach back', () => {
    const recent = new RecentEvents(10 as Position);
    expect(recent.after(10 as Position, 5)).toEqual([]);
    expect(recent.after(9 as Position, 5)).toBeUndefined();
    recent.add(eventsFrom(11, 5_000));
    expect(recent.after(5_000 as Position, 3)?.map((event) => event.position)).toEqual([5_001, 5_002, 5_003]);
    expect(recent.after(10 as Position, 5)).toBeUndefined();
    expect(recent.after(5_010 as Position, 5)).toEqual([]);
    recent.add(eventsFrom(5_011, 10, 1024 * 1024));
    expect(recent.after(5_011 as Position, 5)).toBeUndefined();
    expect(recent.after(5_018 as Position, 5)).toHaveLength(2);
  });
});

function eventsFrom(first: number, count: number, bytes = 10): RecordedEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    ...newEvent({ data: new Uint8Array(bytes) }),
    stream: newStream(),
    revision: 0 as RecordedEvent['revision'],
    position: (first + index) as Position,
    recordedAt: '2003-07-01T12:00:00.000Z',
  }));
}

async function receive(store: EventStore, after: Position, count: number): Promise<RecordedEvent[]> {
  const received: RecordedEvent[] = [];
  const { signal } = new AbortController();
  for await (const batch of store.subscribe({ after, signal })) {
    received.push(...batch);
    if (received.length >= count) break;
  }
  return received;
}

async function answered(append: () => Promise<unknown>): Promise<boolean> {
  return append().then(
    () => true,
    () => false,
  );
}
