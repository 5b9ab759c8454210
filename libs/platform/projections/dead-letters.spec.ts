import { afterEach, expect, it } from '@jest/globals';
import { SealingSuspendedError, type StoredEvent } from '#platform/event-sourcing';
import type { DeadLetter } from './read-model-database.js';
import { board, closings, streamOf, tallyTable, type Board } from './board.fixture.js';
import { describeOnEachEngine } from './each-engine.fixture.js';

/** Handles fail on these positions until the spec mends them. */
function poisonAt(...positions: readonly number[]) {
  const poison = new Set(positions);
  const before = ({ position }: StoredEvent) => {
    if (poison.has(position)) throw new Error(`poison at ${position}`);
  };
  return { before, mend: (...mended: readonly number[]) => mended.forEach((position) => poison.delete(position)) };
}

async function letters(
  bench: Board,
): Promise<[projection: string, position: number, fault: string, attempts: number][]> {
  const deadLetters: DeadLetter[] = [];
  for await (const letter of bench.runner.deadLetters()) deadLetters.push(letter);
  return deadLetters.map(({ projection, position, fault, attempts }) => [projection, position, fault, attempts]);
}

const behind = (position: number) => `Waits behind the event of the same stream at position ${position}.`;

describeOnEachEngine('A poison event', (newBoard) => {
  let bench: Board;
  afterEach(() => bench.close());

  it('goes to the dead letters of its projection alone, and the log is followed on', async () => {
    bench = await newBoard([board({ before: poisonAt(2).before }), closings()]);
    await bench.runner.start();
    await bench.log.open('a', 'b');
    await bench.log.count('b', 3);
    await bench.log.close('b');
    await bench.runner.caughtUp();
    expect(await bench.rows()).toEqual({ position: 4, tallies: { a: [0, 0] }, counts: [] });
    expect((await bench.runner.status()).deadLetterCounts).toEqual(new Map([['board', 2]]));
    expect(await bench.database.deadLetters()).toEqual([
      expect.objectContaining({ projection: 'board', position: 2, stream: streamOf('b'), fault: 'Error: poison at 2' }),
      expect.objectContaining({ projection: 'board', position: 3, type: 'tallies.TallyCounted.v1', fault: behind(2) }),
    ]);
    using snapshot = await bench.database.snapshot();
    const closed = snapshot.tables<{ closing: { id: string } }>().selectFrom('closing').selectAll();
    expect(await closed.execute()).toMatchObject([{ id: streamOf('b') }]);
  });

  it('is none that cannot be opened for now: it is waited for until the keys can be reached', async () => {
    let suspended = 3;
    const before = () => {
      if (suspended-- > 0) throw new SealingSuspendedError('The keys cannot be reached.');
    };
    bench = await newBoard([board({ before })]);
    const runner = bench.runnerWith({ retryMs: 1 });
    await runner.start();
    await bench.log.open('a');
    await runner.caughtUp();
    expect(suspended).toBeLessThan(0);
    expect((await runner.status()).deadLetterCounts).toEqual(new Map());
    expect(bench.faults).toEqual([]);
    await runner.stop();
  });

  it('undoes what its own handler had changed before it failed, and nothing else of its batch', async () => {
    const failing = board();
    const changes = failing.handlers.get('tallies.TallyCounted');
    const handlers = new Map(failing.handlers).set('tallies.TallyCounted', (event) => [
      ...(changes?.(event) ?? []),
      ...(event.position === 3 ? [tallyTable.insert({ id: event.stream, owner: 'twice', total: 0, revision: 0 })] : []),
    ]);
    bench = await newBoard([{ ...failing, handlers }]);
    await bench.log.open('a', 'b');
    await bench.log.count('a');
    await bench.log.count('b');
    await bench.runner.start();
    expect(await bench.rows()).toEqual({ position: 4, tallies: { a: [0, 0], b: [1, 1] }, counts: [4] });
    expect(await letters(bench)).toEqual([['board', 3, expect.stringMatching(/unique/i), 1]]);
  });

  it('parks the later events of its stream, in this batch, the next, and after a restart', async () => {
    const { before } = poisonAt(2);
    bench = await newBoard([board({ before })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a', 1, 2);
    await bench.runner.caughtUp();
    await bench.log.count('a');
    await bench.runner.caughtUp();
    bench = await bench.reopen();
    await bench.runner.start();
    await bench.log.count('a');
    await bench.log.open('b');
    await bench.runner.caughtUp();
    expect(await bench.rows()).toEqual({ position: 6, tallies: { a: [0, 0], b: [0, 0] }, counts: [] });
    expect(await letters(bench)).toEqual([
      ['board', 2, 'Error: poison at 2', 1],
      ...[3, 4, 5].map((position) => ['board', position, behind(2), 1]),
    ]);
  });

  it('is taken with all that waits behind it once the fault is mended, in order', async () => {
    const { before, mend } = poisonAt(2, 5);
    bench = await newBoard([board({ before })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a', 1, 2);
    await bench.log.open('b');
    await bench.log.count('b', 7);
    await bench.log.count('a');
    await bench.runner.caughtUp();
    expect(await bench.runner.retryDeadLetters('board')).toBe(0);
    expect(await letters(bench)).toEqual([
      ['board', 2, 'Error: poison at 2', 2],
      ['board', 3, behind(2), 1],
      ['board', 5, 'Error: poison at 5', 2],
      ['board', 6, behind(2), 1],
    ]);
    mend(2);
    expect(await bench.runner.retryDeadLetters('board')).toBe(3);
    expect(await bench.rows()).toEqual({ position: 6, tallies: { a: [3, 3], b: [0, 0] }, counts: [2, 3, 6] });
    expect(await letters(bench)).toEqual([['board', 5, 'Error: poison at 5', 3]]);

    await bench.log.count('a');
    await bench.log.count('b');
    await bench.runner.caughtUp();
    expect((await bench.rows()).tallies).toEqual({ a: [4, 4], b: [0, 0] });
    mend(5);
    expect(await bench.runner.retryDeadLetters('board')).toBe(2);
    expect((await bench.rows()).tallies).toEqual({ a: [4, 4], b: [8, 2] });
    expect(await letters(bench)).toEqual([]);
  });

  it('is taken although more wait behind it than are read at a time', async () => {
    const { before, mend } = poisonAt(2);
    bench = await newBoard([board({ before })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a', 1, 450);
    await bench.runner.caughtUp();
    expect((await letters(bench)).map(([, position]) => position)).toEqual(
      Array.from({ length: 450 }, (_, index) => index + 2),
    );
    mend(2);
    expect(await bench.runner.retryDeadLetters('board')).toBe(450);
    await bench.log.count('a');
    await bench.runner.caughtUp();
    expect((await bench.rows()).tallies).toEqual({ a: [451, 451] });
    expect(await letters(bench)).toEqual([]);
  });

  it('stops a retry of its stream at the first that fails again', async () => {
    const { before, mend } = poisonAt(2, 3);
    bench = await newBoard([board({ before })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a', 1, 3);
    await bench.runner.caughtUp();
    mend(2);
    expect(await bench.runner.retryDeadLetters('board')).toBe(1);
    expect(await letters(bench)).toEqual([
      ['board', 3, 'Error: poison at 3', 2],
      ['board', 4, behind(2), 1],
    ]);
    expect((await bench.rows()).tallies).toEqual({ a: [1, 1] });
  });

  it('and events that come while it is retried, by several at once, are each taken once and in order', async () => {
    const { before, mend } = poisonAt(2);
    bench = await newBoard([board({ before })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a', 1, 20);
    await bench.runner.caughtUp();
    mend(2);
    const appending = (async () => {
      for (let number = 0; number < 60; number++) await bench.log.count('a');
    })();
    const retrying = [1, 2, 3].map(async () => {
      for (let round = 0; round < 20; round++) {
        await bench.runner.retryDeadLetters('board');
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    await Promise.all([appending, ...retrying]);
    await bench.runner.caughtUp();
    await bench.runner.retryDeadLetters('board');
    expect((await bench.rows()).tallies).toEqual({ a: [80, 80] });
    expect(await letters(bench)).toEqual([]);
  });

  it('retried while the projection is rebuilt is applied once', async () => {
    const { before, mend } = poisonAt(2);
    bench = await newBoard([board({ before })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a', 1, 300);
    await bench.runner.caughtUp();
    mend(2);
    await Promise.all([bench.runner.rebuild('board'), bench.runner.retryDeadLetters('board')]);
    expect((await bench.rows()).tallies).toEqual({ a: [300, 300] });
    expect(await letters(bench)).toEqual([]);
  });

  it('that cannot be read concerns the projections that want events of its name, and no other', async () => {
    bench = await newBoard([board(), closings()]);
    await bench.runner.start();
    await bench.log.open('a', 'b');
    await appendUnreadable(bench, 'a', 'tallies.TallyClosed.v9');
    await appendUnreadable(bench, 'b', 'tallies.TallyCounted.v9');
    await appendUnreadable(bench, 'b', 'unknown.Thing.v1');
    await bench.log.open('c');
    await bench.runner.caughtUp();
    expect((await letters(bench)).map(([projection, position]) => [projection, position])).toEqual([
      ['board', 4],
      ['closings', 3],
      ['closings', 4],
    ]);
    expect(Object.keys((await bench.rows()).tallies)).toEqual(['a', 'b', 'c']);
  });
});

async function appendUnreadable(bench: Board, name: string, type: string): Promise<void> {
  const id = `00000000-0000-4000-9000-${String(await bench.store.head()).padStart(12, '0')}`;
  const data = new TextEncoder().encode('{}');
  const event = { id, type, data, metadata: data } as Parameters<typeof bench.store.append>[2][number];
  await bench.store.append(streamOf(name), 'any', [event]);
}
