import { afterEach, expect, it } from '@jest/globals';
import { MemoryEventStore, type EventStore, type Position } from '#platform/event-store';
import { storeLike } from '../event-sourcing/store-double.fixture.js';
import { board, closings, TallyLog, type Board } from './board.fixture.js';
import { describeOnEachEngine } from './each-engine.fixture.js';
import { ReadBehindError } from './position-waiters.js';
import { ProjectionDefinitionError, UnknownProjectionError, type Projection } from './projection.js';
import { ProjectionsStoppedError } from './projection-runner.js';
import {
  ReadModelFaultError,
  ReadModelsFullError,
  type ReadModelDatabase,
  type ReadModelWrite,
} from './read-model-database.js';

const at = (position: number) => position as Position;

describeOnEachEngine('The projections', (newBoard) => {
  let bench: Board;
  afterEach(() => bench.close());

  it('follow the log in order, from its start on', async () => {
    bench = await newBoard();
    await bench.log.open('a', 'b');
    await bench.log.count('a', 5, 3);
    await bench.runner.start();
    await bench.log.count('b', 2);
    await bench.log.count('a', 1);
    await bench.runner.caughtUp();
    expect(await bench.rows()).toEqual({ position: 7, tallies: { a: [16, 4], b: [2, 1] }, counts: [3, 4, 5, 6, 7] });
  });

  it('advance past events that concern none of them, so that nobody waits for ever', async () => {
    bench = await newBoard();
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.close('a');
    await bench.runner.waitFor(at(2), 10_000);
    expect((await bench.rows()).position).toBe(2);
  });

  it('go on after a restart where they were, and apply nothing twice', async () => {
    const seen: number[] = [];
    bench = await newBoard([board({ before: ({ position }) => void seen.push(position) })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a');
    await bench.runner.caughtUp();
    bench = await bench.reopen();
    await bench.log.count('a');
    await bench.runner.start();
    expect(bench.runner.position).toBe(3);
    expect(await bench.rows()).toEqual({ position: 3, tallies: { a: [2, 2] }, counts: [2, 3] });
    expect(seen).toEqual([1, 2, 3]);
  });

  it('let one wait for a position, and say so when it is not reached in time', async () => {
    bench = await newBoard();
    await bench.runner.start();
    const shown = bench.runner.waitFor(at(1), 10_000);
    await bench.log.open('a');
    await shown;
    expect(bench.runner.position).toBe(1);
    const behind = bench.runner.waitFor(at(9), 0);
    await expect(behind).rejects.toThrow(ReadBehindError);
    await expect(behind).rejects.toMatchObject({ wanted: 9, reached: 1 });
  });

  it('stop: waiting ends, now and later, and what was reached stays reached', async () => {
    bench = await newBoard();
    await bench.log.open('a');
    await bench.runner.start();
    const waiting = bench.runner.waitFor(at(9), 1_000_000);
    const ended = expect(waiting).rejects.toThrow(ProjectionsStoppedError);
    await bench.runner.stop();
    await ended;
    await expect(bench.runner.waitFor(at(9), 1_000_000)).rejects.toThrow(ProjectionsStoppedError);
    await bench.runner.waitFor(at(1), 0);
    await bench.log.count('a');
    expect((await bench.rows()).position).toBe(1);
  });

  it('stop while they start, and leave nothing that writes', async () => {
    bench = await newBoard();
    await bench.log.open('a');
    await bench.log.count('a', 1, 400);
    await bench.runner.start();
    bench = await bench.reopen([board({ version: 2, before: ({ position }) => position === 1 && stop() })]);
    const stop = () => void bench.runner.stop();
    await expect(bench.runner.start()).rejects.toThrow(ProjectionsStoppedError);
    await bench.runner.stop();
    expect(bench.faults).toEqual([]);
  });

  it('report where they are', async () => {
    bench = await newBoard([board(), closings()]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.runner.caughtUp();
    expect(await bench.runner.status()).toEqual({
      position: 1,
      head: 1,
      generations: ['board', 'closings'].map((projection) => ({
        projection,
        version: 1,
        generation: 1,
        state: 'active',
        position: 1,
      })),
      deadLetterCounts: new Map(),
    });
  });

  it('are known by name', async () => {
    bench = await newBoard();
    await bench.runner.start();
    await expect(bench.runner.rebuild('bord')).rejects.toThrow(UnknownProjectionError);
    await expect(bench.runner.retryDeadLetters('bord')).rejects.toThrow(
      'There is no projection bord. There are: board.',
    );
  });

  it('may not share a name or a table', async () => {
    bench = await newBoard();
    const again =
      (...projections: readonly Projection[]) =>
      () =>
        bench.runnerWith({ projections });
    expect(again(board(), board({ version: 2 }), board({ name: 'other' }))).toThrow(ProjectionDefinitionError);
    expect(again(board(), board({ name: 'other' }))).toThrow(
      'The projections of all contexts: two projections have a table tally; two projections have a table tally_count.',
    );
  });

  it('that are no longer there are dropped, with their views and dead letters', async () => {
    const poisoned = closings(() => {
      throw new Error('poison');
    });
    bench = await newBoard([board(), poisoned]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a');
    await bench.runner.caughtUp();
    expect((await bench.runner.status()).deadLetterCounts).toEqual(new Map([['closings', 1]]));
    bench = await bench.reopen([board()]);
    await bench.runner.start();
    const { generations, deadLetterCounts } = await bench.runner.status();
    expect(generations.map(({ projection }) => projection)).toEqual(['board']);
    expect(deadLetterCounts).toEqual(new Map());
    using snapshot = await bench.database.snapshot();
    const closing = snapshot.tables<{ closing: { id: string } }>().selectFrom('closing').select('id');
    await expect(closing.execute()).rejects.toThrow(/no such table|does not exist/);
  });

  it('that take over a table of another one build it before that one lets it go', async () => {
    bench = await newBoard([board()]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a');
    bench = await bench.reopen([board({ name: 'a-new-home' }), closings()]);
    await bench.runner.start();
    expect((await bench.rows()).tallies).toEqual({ a: [1, 1] });
  });

  it('of a log that was put back from a backup are built anew', async () => {
    bench = await newBoard();
    await bench.runner.start();
    await bench.log.open('a', 'b', 'c');
    await bench.runner.caughtUp();

    const restored = new MemoryEventStore();
    const log = new TallyLog(restored, 1_000);
    await log.open('z');
    bench = await bench.reopen([board()], { store: restored });
    await bench.runner.start();
    expect(await bench.rows()).toEqual({ position: 1, tallies: { z: [0, 0] }, counts: [] });
    expect(bench.logged).toContain('The log does not go on from where the read models are: they are built anew');

    await log.open('y', 'x', 'w');
    await bench.runner.caughtUp();
    const another = new MemoryEventStore();
    await new TallyLog(another, 2_000).open('k', 'l', 'm', 'n', 'o');
    bench = await bench.reopen([board()], { store: another });
    await bench.runner.start();
    expect(Object.keys((await bench.rows()).tallies)).toEqual(['k', 'l', 'm', 'n', 'o']);
  });
});

describeOnEachEngine('When the storage of the read models fails', (newBoard) => {
  let bench: Board;
  afterEach(() => bench.close());

  /** The database, of whose transactions or row changes the spec lets some fail. */
  function failing(
    database: ReadModelDatabase,
    faultOf: () => Error | undefined,
    faultOfChange: () => Error | undefined = () => undefined,
  ): ReadModelDatabase {
    const orElse = (fault: Error | undefined): void => {
      if (fault) throw fault;
    };
    return {
      write: async (work, onCommitted) => {
        orElse(faultOf());
        return database.write((write) => work(failingWrite(write, () => orElse(faultOfChange()))), onCommitted);
      },
      snapshot: () => database.snapshot(),
      checkpoint: () => database.checkpoint(),
      generations: () => database.generations(),
      deadLetters: (...args) => database.deadLetters(...args),
      deadLetterCounts: () => database.deadLetterCounts(),
      parkedStreams: () => database.parkedStreams(),
      scrub: () => database.scrub(),
      close: () => database.close(),
    };
  }

  function failingWrite(write: ReadModelWrite, beforeChange: () => void): ReadModelWrite {
    return {
      apply: (...args) => {
        beforeChange();
        return write.apply(...args);
      },
      attempt: (...args) => write.attempt(...args),
      setCheckpoint: (...args) => write.setCheckpoint(...args),
      livePosition: () => write.livePosition(),
      setGeneration: (...args) => write.setGeneration(...args),
      createGeneration: (...args) => write.createGeneration(...args),
      activate: (...args) => write.activate(...args),
      dropGeneration: (...args) => write.dropGeneration(...args),
      addDeadLetter: (...args) => write.addDeadLetter(...args),
      updateDeadLetter: (...args) => write.updateDeadLetter(...args),
      removeDeadLetter: (...args) => write.removeDeadLetter(...args),
      failGeneration: (...args) => write.failGeneration(...args),
      firstDeadLetter: (...args) => write.firstDeadLetter(...args),
    };
  }

  it('for want of space, they wait for it, and no event is taken for a poison one', async () => {
    bench = await newBoard();
    let full = 0;
    const database = failing(bench.database, () => (full-- > 0 ? new ReadModelsFullError('SQLITE_FULL') : undefined));
    const runner = bench.runnerWith({ database, retryMs: 1 });
    await runner.start();
    full = 3;
    await bench.log.open('a');
    await bench.log.count('a', 7);
    await runner.caughtUp();
    expect(full).toBeLessThan(0);
    expect(await bench.rows()).toEqual({ position: 2, tallies: { a: [7, 1] }, counts: [2] });
    expect((await runner.status()).deadLetterCounts).toEqual(new Map());
    expect(bench.faults).toEqual([]);
    await runner.stop();
  });

  it('for want of space, they still stop when told to', async () => {
    bench = await newBoard();
    let full = false;
    const database = failing(bench.database, () => (full ? new ReadModelsFullError('SQLITE_FULL') : undefined));
    const runner = bench.runnerWith({ database, retryMs: 1_000_000 });
    await runner.start();
    full = true;
    await bench.log.open('a');
    const waiting = expect(runner.waitFor(at(1), 1_000_000)).rejects.toThrow(ProjectionsStoppedError);
    await runner.stop();
    await waiting;
    expect(bench.faults).toEqual([]);
  });

  it('and there is no space at the start, they serve reads where they are, and go on when there is', async () => {
    bench = await newBoard();
    await bench.runner.start();
    await bench.log.open('a');
    await bench.runner.caughtUp();
    await bench.runner.stop();
    await bench.log.count('a', 7);
    let full = true;
    const database = failing(bench.database, () => (full ? new ReadModelsFullError('SQLITE_FULL') : undefined));
    const runner = bench.runnerWith({ database, retryMs: 1 });
    await runner.start();
    expect(await bench.rows()).toMatchObject({ position: 1, tallies: { a: [0, 0] } });
    full = false;
    await runner.caughtUp();
    expect(await bench.rows()).toMatchObject({ position: 2, tallies: { a: [7, 1] } });
    await runner.stop();
  });

  it('in a rebuild, they report it, and what was begun counts as failed although it cannot be marked', async () => {
    bench = await newBoard();
    await bench.log.open('a');
    let building = false;
    let broken = false;
    const fault = () => new ReadModelFaultError('SQLITE_IOERR');
    const database = failing(
      bench.database,
      () => (broken ? fault() : undefined),
      () => {
        broken = building;
        return broken ? fault() : undefined;
      },
    );
    const runner = bench.runnerWith({ database });
    await runner.start();
    building = true;
    await expect(runner.rebuild('board')).rejects.toThrow(ReadModelFaultError);
    expect(bench.faults).toEqual([expect.objectContaining({ code: 'SQLITE_IOERR' })]);
    expect((await runner.status()).generations.map(({ state }) => state)).toEqual(['active', 'failed']);
    expect(bench.logged).toContain('A projection could not be built');
    building = broken = false;
    expect(await runner.rebuild('board')).toMatchObject({ state: 'active' });
    expect((await runner.status()).generations).toHaveLength(1);
    await runner.stop();
  });

  it('otherwise, they stop, report it once and end every wait; no event is taken for a poison one', async () => {
    bench = await newBoard();
    let broken = false;
    const database = failing(bench.database, () => (broken ? new ReadModelFaultError('SQLITE_IOERR') : undefined));
    const runner = bench.runnerWith({ database });
    await runner.start();
    broken = true;
    await bench.log.open('a');
    await expect(runner.waitFor(at(1), 1_000_000)).rejects.toThrow('The projections have stopped after a fault.');
    await expect(runner.caughtUp()).rejects.toThrow(ProjectionsStoppedError);
    expect(bench.faults).toEqual([expect.objectContaining({ name: 'ReadModelFaultError', code: 'SQLITE_IOERR' })]);
    await runner.stop();
    expect((await bench.rows()).position).toBe(0);
    expect(await bench.database.deadLetters()).toEqual([]);
  });

  it('while a stream is parked, likewise', async () => {
    const poison = ({ position }: { position: number }) => {
      if (position === 2) throw new Error('poison');
    };
    bench = await newBoard([board({ before: poison })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a');
    await bench.runner.caughtUp();
    await bench.runner.stop();
    await bench.log.open('b');
    await bench.log.count('a');
    const broken = () => new ReadModelFaultError('SQLITE_IOERR');
    const runner = bench.runnerWith({ database: failing(bench.database, () => undefined, broken) });
    await expect(runner.start()).rejects.toThrow(ProjectionsStoppedError);
    expect(bench.faults).toMatchObject([{ name: 'ReadModelFaultError' }]);
    expect(await bench.database.deadLetters()).toMatchObject([{ position: 2 }]);
  });

  it('by the log, likewise', async () => {
    const log: EventStore = new MemoryEventStore();
    const subscribe: EventStore['subscribe'] = () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('The log is gone.')) }),
    });
    bench = await newBoard([board()], { store: storeLike(log, { subscribe }) });
    await new TallyLog(log).open('a');
    await expect(bench.runner.start()).rejects.toThrow(ProjectionsStoppedError);
    expect(bench.faults).toEqual([new Error('The log is gone.')]);
  });
});
