import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { MemoryEventStore, SqliteEventStore, type StreamName } from '#platform/event-store';
import { deriveId } from '#platform/values';
import type { CommandOutcome } from './command-outcome.js';
import { storeLike } from './store-double.fixture.js';
import { commandId, count, open, person, TALLY, tallyBench, type TallyBench } from './tally.fixture.js';

const KEY_REUSED = {
  outcome: 'rejected',
  rejections: [
    {
      code: 'IDEMPOTENCY_KEY_REUSED',
      message: 'This idempotency key was used for another command. Send each new command with a new key.',
      field: ['idempotencyKey'],
    },
  ],
};
const OTHER = deriveId('tally', 'other') as string as StreamName;

/** What two answers to the same command have in common. */
function answer(outcome: CommandOutcome): object {
  if (outcome.outcome !== 'accepted') return outcome;
  const { stream, revision, position, events } = outcome;
  return { stream, revision, position, events };
}

async function opened(bench = tallyBench()): Promise<TallyBench> {
  await bench.run(open());
  await bench.run(open({ stream: OTHER, commandId: commandId(99) }));
  return bench;
}

describe('A command sent again with the same id', () => {
  it('has no second effect and gives the first answer, also after later commands', async () => {
    const bench = await opened();
    const command = count(commandId(1), { input: { by: 3, times: 2 } });
    const first = await bench.run(command);
    await bench.run(count(commandId(2)));
    await bench.run(count(commandId(3), { type: 'CloseTally', input: { reason: 'done' } }));
    const second = await bench.run({ ...command, correlationId: 'another' });
    expect(second).toMatchObject({ outcome: 'accepted', repeated: true });
    expect(answer(second)).toEqual(answer(first));
    expect(await bench.events()).toHaveLength(5);
  });

  it('may come up to five times at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 5 }), fc.boolean(), async (times, creation) => {
        const bench = creation ? tallyBench() : await opened();
        const command = creation ? open() : count(commandId(1), { input: { by: 1, times: 2 } });
        const before = (await bench.events()).length;
        const outcomes = await Promise.all(Array.from({ length: times }, () => bench.run(command)));
        expect(outcomes.filter((each) => each.outcome === 'accepted' && !each.repeated)).toHaveLength(1);
        expect(new Set(outcomes.map((each) => JSON.stringify(answer(each)))).size).toBe(1);
        expect(await bench.events()).toHaveLength(before + (creation ? 1 : 2));
      }),
      { numRuns: 30 },
    );
  });

  it('is known without the cache', async () => {
    const bench = await opened(tallyBench(new MemoryEventStore(), { cachedStreams: 1 }));
    const first = await bench.run(count(commandId(1)));
    await bench.run(count(commandId(2), { stream: OTHER }));
    const second = await bench.run(count(commandId(1)));
    expect(second).toMatchObject({ repeated: true });
    expect(answer(second)).toEqual(answer(first));
  });

  it('is answered also when its first run took the right to send it, and the sight of the object, from the caller', async () => {
    const bench = await opened();
    const caller = person('olga', new Set(['OFFICER']));
    const command = count(commandId(1), { type: 'HandOver', input: { owner: 'anne' }, caller });
    const first = await bench.run(command);
    const second = await bench.run(command);
    expect(second).toMatchObject({ outcome: 'accepted', repeated: true, revision: 1 });
    expect(answer(second)).toEqual(answer(first));
    const other = await bench.run({ ...command, input: { owner: 'bob' } });
    expect(other).toMatchObject({ rejections: [{ code: 'NOT_FOUND' }] });
  });

  it('is recognised when another process carried it out between loading and appending', async () => {
    const log = new MemoryEventStore();
    const here = await opened(tallyBench(log));
    const there = tallyBench(log);
    const command = count(commandId(1));
    const overtaken = storeLike(log, {
      append: async (...args) => {
        await there.run({ ...command, correlationId: 'there' });
        return log.append(...args);
      },
    });
    const outcome = await tallyBench(overtaken).run(command);
    expect(outcome).toMatchObject({ outcome: 'accepted', repeated: true, revision: 1 });
    expect(await here.events()).toHaveLength(2);
  });
});

describe('A command id that was used already', () => {
  it.each([
    ['another payload', { input: { by: 2 } }],
    ['another command', { type: 'CloseTally', input: { reason: 'x' } }],
    ['another expected revision', { expectedRevision: 1 }],
    ['another moment of effect', { effectiveAt: '2006-01-02T09:00:00Z' }],
    ['another object', { stream: OTHER }],
  ])('is refused with %s', async (_what, change) => {
    const bench = await opened();
    await bench.run(count(commandId(1)));
    expect(await bench.run(count(commandId(1), change))).toEqual(KEY_REUSED);
    expect(await bench.events()).toHaveLength(2);
    expect(await bench.events(OTHER)).toHaveLength(1);
  });

  it('is refused to another person, and to the same one for another party, telling nothing', async () => {
    const bench = await opened();
    await bench.run(count(commandId(1)));
    const elsewhere = { ...person('anne'), party: { kind: 'LOCAL_AUTHORITY' as const, id: 'authority-dundee' } };
    for (const caller of [person('bob'), elsewhere]) {
      expect(await bench.run(count(commandId(1), { caller }))).toEqual(KEY_REUSED);
    }
  });

  it('is not even that to one who may not see the object', async () => {
    const bench = await opened();
    await bench.run(count(commandId(1)));
    const outcome = await bench.run(count(commandId(1), { caller: person('sid', new Set()) }));
    expect(outcome).toMatchObject({ rejections: [{ code: 'NOT_FOUND' }] });
  });

  it('is free again when the command found everything so already, which a change in between can undo', async () => {
    const bench = await opened();
    const handOver = (id: number, owner: string) =>
      bench.run(count(commandId(id), { type: 'HandOver', input: { owner } }));
    expect(await handOver(1, 'olga')).toMatchObject({ outcome: 'accepted', events: [], repeated: false });
    await handOver(2, 'anne');
    expect(await handOver(1, 'olga')).toMatchObject({ outcome: 'accepted', revision: 2, repeated: false });
    expect(await handOver(1, 'olga')).toMatchObject({ outcome: 'accepted', revision: 2, repeated: true });
  });

  it('is free again when the command was refused, since nothing was recorded', async () => {
    const bench = await opened();
    expect(await bench.run(count(commandId(1), { expectedRevision: 5 }))).toMatchObject({ outcome: 'rejected' });
    expect(await bench.run(count(commandId(1)))).toMatchObject({ outcome: 'accepted', repeated: false });
  });
});

describe('After a restart', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concordat-idempotency-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('a command is still known by its id, and a reused id still refused', async () => {
    const file = join(folder, 'log.db');
    const before = await SqliteEventStore.open({ file });
    const first = await (await opened(tallyBench(before))).run(count(commandId(1)));
    await before.close();

    const after = await SqliteEventStore.open({ file });
    const bench = tallyBench(after);
    const second = await bench.run(count(commandId(1)));
    expect(second).toMatchObject({ repeated: true });
    expect(answer(second)).toEqual(answer(first));
    expect(await bench.run(count(commandId(1), { input: { by: 9 } }))).toEqual(KEY_REUSED);
    expect(await bench.run(count(commandId(1), { stream: OTHER }))).toEqual(KEY_REUSED);
    expect(await bench.events(TALLY)).toHaveLength(2);
    await after.close();
  });
});
