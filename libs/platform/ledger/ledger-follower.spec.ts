import { afterEach, describe, expect, it } from '@jest/globals';
import { START, MemoryEventStore, type Position, type RecordedEvent, type StreamName } from '#platform/event-store';
import { specEvent } from './ledger-bench.fixture.js';
import { LedgerFollower } from './ledger-follower.js';
import { LedgerBehindError, LedgerUnavailableError } from './ledger.errors.js';
import { PartnershipCheckpointing } from './partnership-checkpointing.js';

const stream = 'thing-5f0c1d6e-0000-4000-8000-000000000002' as StreamName;

class FallingSilent extends MemoryEventStore {
  isSilent = false;

  override head(): Promise<Position> {
    return this.isSilent ? new Promise(() => undefined) : super.head();
  }
}

describe('Following the log', () => {
  const store = new MemoryEventStore();
  let follower: LedgerFollower | undefined;
  afterEach(() => follower?.stop());

  function follow(fail: () => void, pauseMs = 60_000) {
    const taken: Position[] = [];
    const logged: string[] = [];
    let rounds = 0;
    follower = new LedgerFollower({
      store,
      position: () => taken.at(-1) ?? START,
      take: (events: readonly RecordedEvent[]) => {
        fail();
        taken.push(...events.map(({ position }) => position));
      },
      onRound: () => void (rounds += 1),
      log: {
        error: (_fields, message) => void logged.push(message),
        info: (_fields, message) => void logged.push(message),
      },
      pauseMs,
      retryMs: 1,
    });
    follower.start();
    return { follower, taken, logged, rounds: () => rounds };
  }

  async function append(...names: readonly string[]): Promise<Position> {
    return (
      await store.append(
        stream,
        'any',
        names.map((name) => specEvent(name)),
      )
    ).position;
  }

  it('goes in rounds, and at once for who waits', async () => {
    const bench = follow(() => undefined);
    await bench.follower.reach(0, 1_000);
    const first = await append('a', 'b');
    await bench.follower.reach(first, 1_000);
    // Within the pause, nothing is taken until somebody waits for it.
    const second = await append('c');
    const third = await append('d');
    expect(bench.follower.covered).toBe(first);
    await Promise.all([bench.follower.reach(second, 1_000), bench.follower.reach(third, 1_000)]);
    expect(bench.taken).toEqual([1, 2, 3, 4]);
    expect(bench.rounds()).toBeLessThanOrEqual(4);
  });

  it('tries again after a fault, says so meanwhile, and leaves nothing out', async () => {
    let failures = 5;
    const bench = follow(() => {
      if (failures-- > 0) throw new Error('The disk is full.');
    });
    await bench.follower.reach(await store.head(), 5_000);
    expect(bench.logged).toEqual([
      'The evidence ledger cannot go on, and will try again',
      'The evidence ledger goes on',
    ]);
    expect(bench.follower.fault).toBeUndefined();
    expect(bench.taken).toEqual([1, 2, 3, 4]);
  });

  it('tells who waits too long, or when it stops', async () => {
    const bench = follow(() => undefined);
    await expect(bench.follower.reach(99, 5)).rejects.toThrow(LedgerBehindError);
    const waiting = bench.follower.reach(99, 60_000);
    const refused = expect(waiting).rejects.toThrow(LedgerUnavailableError);
    await bench.follower.stop();
    await refused;
    await expect(bench.follower.reach(99, 60_000)).rejects.toThrow(LedgerUnavailableError);
  });

  it('stops in time when the log does not answer', async () => {
    const logged: string[] = [];
    const log = new FallingSilent();
    const { position } = await log.append(stream, 'any', [specEvent('a')]);
    let taken = START;
    follower = new LedgerFollower({
      store: log,
      position: () => taken,
      take: (events) => void (taken = events.at(-1)?.position ?? taken),
      onRound: () => undefined,
      log: { error: (_fields, message) => void logged.push(message) },
      pauseMs: 60_000,
      retryMs: 1,
      stopWithinMs: 20,
    });
    follower.start();
    await follower.reach(position, 1_000);
    log.isSilent = true;
    await follower.stop();
    expect(logged).toEqual(['The evidence ledger stopped before it covered all of the log']);
  });

  it('covers what is left when it stops, also within a pause', async () => {
    const bench = follow(() => undefined);
    await bench.follower.reach(await append('e'), 1_000);
    const last = await append('f', 'g');
    await bench.follower.stop();
    expect(bench.taken.at(-1)).toBe(last);
    expect(bench.follower.covered).toBe(last);
  });
});

describe('Putting the checkpoints of partnerships on record', () => {
  it('goes on with the others when one fails, and with the key when that failed', async () => {
    const closed: string[] = [];
    const logged: string[] = [];
    let adoptions = 0;
    const checkpointing = new PartnershipCheckpointing({
      ledger: {
        grownPartnerships: () => ['a', 'b', 'c'],
        closePartnership: async (id) => {
          if (id === 'b') throw new Error('busy');
          closed.push(id);
          return { size: 1, position: 1 as Position };
        },
      },
      adoptKey: async () => {
        adoptions += 1;
        if (adoptions === 1) throw new Error('full');
      },
      log: { error: (_fields, message) => void logged.push(message) },
      intervalMs: 60_000,
    });
    await checkpointing.runDue();
    await checkpointing.runDue();
    await checkpointing.runDue();
    expect(closed).toEqual(['a', 'c', 'a', 'c', 'a', 'c']);
    expect(adoptions).toBe(2);
    expect(logged).toHaveLength(4);
    await checkpointing.stop();
    await checkpointing.runDue();
    expect(closed).toHaveLength(6);
  });
});
