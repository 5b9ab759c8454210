import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { altered } from '../../../../test/support/altered.js';
import { SealingSuspendedError } from '#platform/event-sourcing';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { board } from '../board.fixture.js';
import { RebuildFailedError } from '../generation-builder.js';
import { UnknownProjectionError } from '../projection.js';
import { ProjectionsStoppedError, RebuildUnderWayError } from '../projection-runner.js';
import { ReadModelsFullError, type ReadModelDatabase } from '../read-model-database.js';
import { ProjectionRequestError, REQUEST_KINDS } from './projection-requests.js';
import { sharedBoard, type SharedBoard } from './shared-board.fixture.js';

describeWithPostgresql('What is asked of the process that keeps the read models', (cluster) => {
  let bench: SharedBoard;
  /** What the keeper does before it handles an event. */
  let before: () => void;
  beforeEach(async () => {
    before = () => undefined;
    bench = await sharedBoard(await cluster().createDatabase());
    await bench.log.open('a');
    await bench.log.count('a');
  });
  afterEach(() => bench.close());

  const keeper = () => bench.member([board({ before: () => before() })]);
  const started = async () => {
    const member = keeper();
    member.lease.give();
    const follower = bench.member();
    await Promise.all([member.projections.start(), follower.projections.start()]);
    return { keeper: member, follower };
  };

  it('is done by it, and answered', async () => {
    const { follower, keeper: own } = await started();
    expect(await follower.projections.rebuild('board')).toEqual({
      projection: 'board',
      version: 1,
      generation: 2,
      state: 'active',
      position: 2,
    });
    expect(await own.projections.rebuild('board')).toMatchObject({ generation: 3 });
    expect(await follower.projections.retryDeadLetters('board')).toBe(0);
  });

  it('may be dead letters to try again', async () => {
    const { follower } = await started();
    before = () => {
      throw new Error('poison');
    };
    await bench.log.count('a');
    await follower.projections.caughtUp();
    const letters = [];
    for await (const { position } of follower.projections.deadLetters()) letters.push(position);
    expect(letters).toEqual([3]);
    before = () => undefined;
    expect(await follower.projections.retryDeadLetters('board')).toBe(1);
    expect(await bench.rows()).toMatchObject({ tallies: { a: [2, 2] } });
  });

  it('may be to take out of the storage for good what was deleted', async () => {
    const scrubbed: string[] = [];
    const own = bench.member([board()], { database: around(bench.database, () => scrubbed.push('keeper')) });
    own.lease.give();
    const follower = bench.member([board()], { database: around(bench.database, () => scrubbed.push('follower')) });
    await Promise.all([own.projections.start(), follower.projections.start()]);
    await follower.projections.scrub();
    await own.projections.scrub();
    expect(scrubbed).toEqual(['keeper', 'keeper']);
  });

  it('is not even asked for a projection that there is not', async () => {
    const { follower } = await started();
    await expect(follower.projections.rebuild('bord')).rejects.toThrow(UnknownProjectionError);
    await expect(follower.projections.retryDeadLetters('bord')).rejects.toThrow(UnknownProjectionError);
    expect(await bench.requests.unanswered(Object.values(REQUEST_KINDS))).toEqual([]);
  });

  it('is refused with the reason, as if it had been done here', async () => {
    const { follower } = await started();
    before = () => {
      throw new Error('poison');
    };
    const failed = follower.projections.rebuild('board');
    await expect(failed).rejects.toThrow(RebuildFailedError);
    await expect(failed).rejects.toThrow('The rebuild of board stopped at position 1: Error: poison');
    before = () => {
      throw new ReadModelsFullError('53100');
    };
    await expect(follower.projections.rebuild('board')).rejects.toThrow(ReadModelsFullError);
  });

  it('waits for keys that cannot be reached, however often it is tried meanwhile', async () => {
    const own = bench.member([board({ before: () => before() })], { retryMs: 1 });
    own.lease.give();
    const follower = bench.member();
    await Promise.all([own.projections.start(), follower.projections.start()]);
    let suspended = 20;
    const suspend = () => {
      if ((suspended -= 1) > 0) throw new SealingSuspendedError('The keys cannot be reached.');
    };
    before = suspend;
    expect(await follower.projections.rebuild('board')).toMatchObject({ state: 'active', position: 2 });
    before = () => {
      throw new Error('poison');
    };
    await bench.log.count('a');
    await follower.projections.caughtUp();
    [suspended, before] = [20, suspend];
    expect(await follower.projections.retryDeadLetters('board')).toBe(1);
    expect(suspended).toBeLessThanOrEqual(0);
    expect(own.faults).toEqual([]);
  });

  it('is refused while the same is under way', async () => {
    const { follower } = await started();
    const turn = Promise.withResolvers<void>();
    const written = bench.database.write(() => turn.promise);
    const asked = [follower.projections.rebuild('board'), follower.projections.rebuild('board')];
    await Promise.race(asked.map((each) => each.catch(() => undefined)));
    turn.resolve();
    const both = await Promise.allSettled(asked);
    await written;
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((each) => each.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(RebuildUnderWayError);
  });

  it('is refused by a keeper that does not know the projection', async () => {
    const own = keeper();
    own.lease.give();
    await own.projections.start();
    const newer = bench.member([board(), board({ name: 'newer' })].slice(1));
    const asked = newer.projections.rebuild('newer');
    await expect(asked).rejects.toThrow('There is no projection newer. There are: board.');
    await expect(asked).rejects.toThrow(UnknownProjectionError);
  });

  it('waits for a keeper where there is none', async () => {
    const follower = bench.member();
    const asked = follower.projections.rebuild('board');
    const own = keeper();
    own.lease.give();
    await own.projections.start();
    expect(await asked).toMatchObject({ state: 'active' });
  });

  it('is done by the next keeper when the first one loses the lease over it', async () => {
    const { follower, keeper: first } = await started();
    before = () => first.lease.take();
    const asked = follower.projections.rebuild('board');
    const second = bench.member();
    void second.projections.start();
    await lost(first.lease);
    before = () => undefined;
    second.lease.give();
    expect(await asked).toMatchObject({ state: 'active', position: 2 });
    expect(await bench.rows()).toMatchObject({ tallies: { a: [1, 1] } });
  });

  it('ends with the one who asks, and not with the request', async () => {
    const follower = bench.member();
    const asked = follower.projections.rebuild('board');
    const ended = expect(asked).rejects.toThrow(ProjectionsStoppedError);
    await follower.projections.stop();
    await ended;
    await expect(follower.projections.rebuild('board')).rejects.toThrow(ProjectionsStoppedError);
  });

  it('is given up when it was begun too often, since it seems to end its keeper', async () => {
    const follower = bench.member();
    const asked = follower.projections.rebuild('board');
    const ended = expect(asked).rejects.toThrow(ProjectionRequestError);
    const [request] = await unanswered();
    for (let attempt = 0; attempt < 5; attempt += 1) await bench.requests.begin(request?.id ?? '');
    const own = keeper();
    own.lease.give();
    await own.projections.start();
    await ended;
    await expect(asked).rejects.toThrow('It was begun 5 times and never ended: see the logs of the workers.');
  });

  async function unanswered() {
    for (;;) {
      const requests = await bench.requests.unanswered(Object.values(REQUEST_KINDS));
      if (requests.length > 0) return requests;
    }
  }
});

async function lost(lease: { onChange(listener: (isHeld: boolean) => void): () => void }): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = lease.onChange((isHeld) => !isHeld && resolve());
  await promise;
  end();
}

/** The database, with something done before it is scrubbed. */
function around(database: ReadModelDatabase, onScrub: () => void): ReadModelDatabase {
  const scrub: ReadModelDatabase['scrub'] = (...args) => {
    onScrub();
    return database.scrub(...args);
  };
  return altered(database, { scrub });
}
