import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Position } from '#platform/event-store';
import { altered } from '../../../../test/support/altered.js';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { board, closings } from '../board.fixture.js';
import { RebuildFailedError } from '../generation-builder.js';
import { ReadBehindError } from '../position-waiters.js';
import { ProjectionsStoppedError } from '../projection-runner.js';
import { FencedError, ReadModelsUnavailableError, type ReadModelDatabase } from '../read-model-database.js';
import { sharedBoard, type Member, type SharedBoard } from './shared-board.fixture.js';

const at = (position: number) => position as Position;

describeWithPostgresql('Read models that several processes use', (cluster) => {
  let bench: SharedBoard;
  beforeEach(async () => {
    bench = await sharedBoard(await cluster().createDatabase());
  });
  afterEach(() => bench.close());

  /** One that keeps the read models, and one that follows. */
  const keeperAndFollower = async (database: ReadModelDatabase = bench.database) => {
    const keeper = bench.member([board()], { database });
    keeper.lease.give();
    const follower = bench.member();
    await Promise.all([keeper.projections.start(), follower.projections.start()]);
    return { keeper, follower };
  };
  const handOver = (from: Member, to: Member) => {
    from.lease.take();
    to.lease.give();
  };

  it('are kept by the one that holds the lease, and followed by all', async () => {
    const { keeper, follower } = await keeperAndFollower();
    await bench.log.open('a');
    await bench.log.count('a', 2, 3);
    await Promise.all([keeper, follower].map(({ projections }) => projections.waitFor(at(4), 30_000)));
    expect([keeper.projections.position, follower.projections.position]).toEqual([4, 4]);
    expect(await bench.rows()).toEqual({ position: 4, tallies: { a: [6, 3] }, counts: [2, 3, 4] });
    expect(await follower.projections.status()).toMatchObject({ position: 4, head: 4, generations: [{ position: 4 }] });
  });

  it('are gone on with by the next holder of the lease, and nothing is applied twice', async () => {
    const { keeper, follower } = await keeperAndFollower();
    await bench.log.open('a');
    for (const [from, to] of [
      [keeper, follower],
      [follower, keeper],
      [keeper, follower],
    ] as const) {
      await bench.log.count('a', 1, 2);
      handOver(from, to);
      await bench.log.count('a', 1, 2);
      await from.projections.caughtUp();
    }
    expect(await bench.rows()).toMatchObject({ position: 13, tallies: { a: [12, 12] } });
    expect([...keeper.faults, ...follower.faults]).toEqual([]);
  });

  it('are not written by a process that lost the lease, even when it has got it back since', async () => {
    // A write of the first one is late: the second has written the same before it comes to the database.
    const sent = Promise.withResolvers<void>();
    const late = Promise.withResolvers<void>();
    let isLate = false;
    const database = around(bench.database, async (write) => {
      if (!isLate) return write();
      sent.resolve();
      await late.promise;
      return write();
    });
    const first = bench.member([board()], { database });
    const second = bench.member();
    await bench.log.open('a');
    first.lease.give();
    await Promise.all([first.projections.start(), second.projections.start()]);
    isLate = true;
    await bench.log.count('a');
    await sent.promise;
    handOver(first, second);
    await second.projections.caughtUp();
    handOver(second, first);
    late.resolve();
    await bench.log.count('a');
    await first.projections.caughtUp();
    expect(await bench.rows()).toEqual({ position: 3, tallies: { a: [2, 2] }, counts: [2, 3] });
  });

  it('let nobody wait for ever', async () => {
    const { follower } = await keeperAndFollower();
    await expect(follower.projections.waitFor(at(1), 0)).rejects.toThrow(ReadBehindError);
    const waiting = follower.projections.waitFor(at(1), 1_000_000);
    const ended = expect(waiting).rejects.toThrow(ProjectionsStoppedError);
    await follower.projections.stop();
    await ended;
  });

  it('are waited for at the start, and it can be seen why', async () => {
    const follower = bench.member([board(), closings()]);
    const started = follower.projections.start();
    expect(await follower.projections.problem()).toBe(
      'No worker of this version has built these read models yet: board 1, closings 1.',
    );
    const older = bench.member([board()]);
    older.lease.give();
    await older.projections.start();
    expect(await follower.projections.problem()).toBe(
      'No worker of this version has built these read models yet: closings 1.',
    );
    handOver(older, follower);
    await started;
    expect(await follower.projections.problem()).toBeUndefined();
  });

  it('of another version are not taken for its own', async () => {
    await keeperAndFollower();
    const newer = bench.member([board({ version: 2 })]);
    expect(await newer.projections.problem()).toBe(
      'No worker of this version has built these read models yet: board 2 (there is 1).',
    );
  });

  it('that cannot be built keep their keeper from starting, and a follower waiting', async () => {
    await bench.log.open('a');
    const before = bench.member([board()]);
    before.lease.give();
    await before.projections.start();
    const failing = bench.member([board({ version: 2, before: fail })]);
    handOver(before, failing);
    await expect(failing.projections.start()).rejects.toThrow(RebuildFailedError);
    expect(failing.faults).toEqual([]);
  });

  it('report a fault that does not pass, when the service has started', async () => {
    await bench.log.open('a');
    let before = (): void => undefined;
    const newer = bench.member([board({ version: 2, before: () => before() })]);
    newer.lease.give();
    await newer.projections.start();
    const older = bench.member([board()]);
    handOver(newer, older);
    await older.projections.start();
    before = fail;
    handOver(older, newer);
    await reported(newer);
    expect(newer.faults).toEqual([expect.any(RebuildFailedError)]);
    expect(await older.projections.problem()).toBeUndefined();
  });

  it('report such a fault also when another process had kept them until then', async () => {
    await bench.log.open('a');
    const newer = bench.member([board({ version: 2 })]);
    newer.lease.give();
    const failing = bench.member([board({ version: 2, before: fail })]);
    await Promise.all([newer, failing].map(({ projections }) => projections.start()));
    const older = bench.member([board()]);
    handOver(newer, older);
    await older.projections.start();
    handOver(older, failing);
    await reported(failing);
    expect(failing.faults).toEqual([expect.any(RebuildFailedError)]);
  });

  it('go on after faults of the storage that pass', async () => {
    let faults = 3;
    const database = around(bench.database, async (write) => {
      faults -= 1;
      if (faults >= 0) throw new ReadModelsUnavailableError('connection lost');
      return await write();
    });
    const { keeper } = await keeperAndFollower(database);
    await bench.log.open('a');
    await keeper.projections.caughtUp();
    expect(keeper.faults).toEqual([]);
    const told = keeper.logged.filter(
      (message) => message === 'The read models could not be kept, which is tried again',
    );
    expect(told).toHaveLength(1);
  });

  it('do not count what may have been committed twice', async () => {
    let lost = false;
    const database = around(bench.database, async (write) => {
      const result = await write();
      if (!lost) return result;
      lost = false;
      // As the port says it: that nothing was kept is not known.
      throw new FencedError('something else has written to them');
    });
    const { keeper } = await keeperAndFollower(database);
    await bench.log.open('a');
    lost = true;
    await bench.log.count('a');
    await keeper.projections.caughtUp();
    await bench.log.count('a');
    await keeper.projections.caughtUp();
    expect(await bench.rows()).toMatchObject({ position: 3, tallies: { a: [2, 2] } });
  });
});

async function reported({ faults }: Member): Promise<void> {
  while (faults.length === 0) await nextTurn();
}

function fail(): never {
  throw new Error('poison');
}

/** The database, with something around its writes. */
function around(database: ReadModelDatabase, work: <T>(write: () => Promise<T>) => Promise<T>): ReadModelDatabase {
  return altered(database, { write: (...args) => work(() => database.write(...args)) });
}
