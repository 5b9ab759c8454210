import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  EventLogUnavailableError,
  LogNotFollowedError,
  MemoryEventStore,
  StorageFullError,
  WrongExpectedRevisionError,
  type EventStore,
} from '#platform/event-store';
import { deriveId } from '#platform/values';
import { CommandOutcomeUnknownError, TooManyConflictsError } from './command-runner.js';
import { storeLike } from './store-double.fixture.js';
import { commandId, count, open, TALLY, tallyAggregate, tallyBench, type TallyBench } from './tally.fixture.js';

/** Before each of the first `conflicts` appends, someone else counts on the same tally. */
function busyStore(log: EventStore, conflicts: number): { store: EventStore; appends: () => number } {
  const elsewhere = tallyBench(log);
  let appends = 0;
  const append: EventStore['append'] = async (...args) => {
    appends += 1;
    if (appends <= conflicts) await elsewhere.run(count(commandId(1_000 + appends)));
    return log.append(...args);
  };
  return { store: storeLike(log, { append }), appends: () => appends };
}

async function withOpenTally(): Promise<EventStore> {
  const log = new MemoryEventStore();
  await tallyBench(log).run(open());
  return log;
}

async function total(bench: TallyBench): Promise<number> {
  return (await bench.repository.readOn(tallyAggregate, TALLY)).state.total;
}

describe('When another command is faster', () => {
  it('the command is decided anew on what the other one left', async () => {
    const { store, appends } = busyStore(await withOpenTally(), 3);
    const bench = tallyBench(store);
    expect(await bench.run(count(commandId(1), { input: { by: 10 } }))).toMatchObject({ revision: 4, repeated: false });
    expect(appends()).toBe(4);
    expect(await total(bench)).toBe(13);
  });

  it('a rule that holds no longer refuses it', async () => {
    const log = await withOpenTally();
    const elsewhere = tallyBench(log);
    const append: EventStore['append'] = async (...args) => {
      await elsewhere.run(count(commandId(2), { type: 'CloseTally', input: { reason: 'faster' } }));
      return log.append(...args);
    };
    const bench = tallyBench(storeLike(log, { append }));
    expect(await bench.run(count(commandId(1)))).toMatchObject({ rejections: [{ code: 'TALLY_CLOSED' }] });
  });

  it('an expected revision that holds no longer refuses it', async () => {
    const { store } = busyStore(await withOpenTally(), 1);
    const outcome = await tallyBench(store).run(count(commandId(1), { expectedRevision: 0 }));
    expect(outcome).toMatchObject({ rejections: [{ code: 'STALE_REVISION' }] });
  });

  it('every time, it gives up after a bounded number of attempts, with nothing recorded', async () => {
    const { store, appends } = busyStore(await withOpenTally(), Number.POSITIVE_INFINITY);
    const bench = tallyBench(store, { attempts: 4 });
    const run = bench.run(count(commandId(1), { input: { by: 100 } }));
    await expect(run).rejects.toThrow(TooManyConflictsError);
    await expect(run).rejects.toMatchObject({ stream: TALLY });
    expect(appends()).toBe(4);
    expect(await total(bench)).toBe(4);
  });

  it('the store is not asked again for ever when it keeps refusing', async () => {
    const log = await withOpenTally();
    const append: EventStore['append'] = async (stream, expected) => {
      throw new WrongExpectedRevisionError(stream, expected, undefined);
    };
    const bench = tallyBench(storeLike(log, { append }));
    await expect(bench.run(count(commandId(1)))).rejects.toThrow(TooManyConflictsError);
  });

  it('a fault of the store is passed on, and the next command runs', async () => {
    const log = await withOpenTally();
    let broken = true;
    const append: EventStore['append'] = (...args) =>
      broken ? Promise.reject(new Error('Full.')) : log.append(...args);
    const bench = tallyBench(storeLike(log, { append }));
    const [first, second] = [bench.run(count(commandId(1))), bench.run(count(commandId(2)))];
    await expect(first).rejects.toThrow('Full.');
    await expect(second).rejects.toThrow('Full.');
    broken = false;
    expect(await bench.run(count(commandId(1)))).toMatchObject({ revision: 1, repeated: false });
  });
});

describe('The cache of folded states', () => {
  it('is read on from where it was, and not from the start', async () => {
    const log = await withOpenTally();
    const from: (number | undefined)[] = [];
    const readStream: EventStore['readStream'] = (stream, options) => {
      from.push(options?.from);
      return log.readStream(stream, options);
    };
    const bench = tallyBench(storeLike(log, { readStream }));
    await bench.run(count(commandId(1)));
    await bench.run(count(commandId(2)));
    expect(from).toEqual([0]);
    await bench.repository.readOn(tallyAggregate, TALLY);
    expect(from).toEqual([0, 3]);
  });

  it('is asked for what others wrote where several processes write', async () => {
    const log = await withOpenTally();
    const shared = storeLike(log, { capabilities: { ...log.capabilities, severalWriters: true } });
    const [here, there] = [tallyBench(shared), tallyBench(shared)];
    await here.run(count(commandId(1)));
    await there.run(count(commandId(2)));
    expect(await here.run(count(commandId(3), { expectedRevision: 2 }))).toMatchObject({ revision: 3 });
  });

  it('agrees with the log whatever is evicted and whoever else writes', async () => {
    const step = fc.record({
      stream: fc.constantFrom('a', 'b', 'c'),
      by: fc.integer({ min: 1, max: 5 }),
      writer: fc.constantFrom(0, 1),
      together: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, cachedStreams) => {
          const log = new MemoryEventStore();
          const writers = [tallyBench(log, { cachedStreams }), tallyBench(log, { cachedStreams })] as const;
          const streams = new Map(
            ['a', 'b', 'c'].map((name, index) => [name, open({ commandId: commandId(500 + index) })] as const),
          );
          const nameOf = (name: string) => deriveId('tally', name) as string as typeof TALLY;
          for (const [name, command] of streams) await writers[0].run({ ...command, stream: nameOf(name) });
          const expected = new Map<string, number>();
          let number = 0;
          for (const { stream, by, writer, together } of steps) {
            const commands = Array.from({ length: together }, () =>
              count(commandId((number += 1)), { stream: nameOf(stream), input: { by } }),
            );
            const outcomes = await Promise.all(commands.map((command) => writers[writer === 0 ? 0 : 1].run(command)));
            expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true);
            expected.set(stream, (expected.get(stream) ?? 0) + by * together);
          }
          for (const name of streams.keys()) {
            const { state, revision } = await tallyBench(log).repository.readOn(tallyAggregate, nameOf(name));
            expect(state.total).toBe(expected.get(name) ?? 0);
            expect(await writers[0].repository.readOn(tallyAggregate, nameOf(name))).toMatchObject({ state, revision });
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('When the log goes away', () => {
  const failing = async (fault: Error) => {
    const append: EventStore['append'] = () => Promise.reject(fault);
    return tallyBench(storeLike(await withOpenTally(), { append }))
      .run(count(commandId(1)))
      .catch((error: unknown) => error);
  };

  it.each([new EventLogUnavailableError('here', { mayBeRecorded: true }), new LogNotFollowedError('it ended')])(
    'after it was sent what the command records, that is said to be unknown: %s',
    async (fault) => {
      const failed = await failing(fault);
      expect(failed).toBeInstanceOf(CommandOutcomeUnknownError);
      expect(failed).toMatchObject({ cause: fault });
    },
  );

  it.each([new EventLogUnavailableError('here', {}), new StorageFullError()])(
    'before it was sent anything, or when it takes nothing, nothing is recorded: %s',
    async (fault) => expect(await failing(fault)).toBe(fault),
  );
});
