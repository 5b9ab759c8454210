import { afterEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import type { StoredEvent } from '#platform/event-sourcing';
import { board, boardsIn, closings, streamOf, type Board } from './board.fixture.js';
import { describeOnEachEngine } from './each-engine.fixture.js';
import { inSqlite, sqliteFile } from './read-model-storages.fixture.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { ReadModelsFullError } from './read-model-database.js';
import { RebuildFailedError } from './generation-builder.js';
import { ProjectionsStoppedError, RebuildUnderWayError } from './projection-runner.js';

async function generationsOf({ runner }: Board): Promise<string[]> {
  return (await runner.status()).generations.map(({ projection, version, generation, state }) =>
    [projection, `v${version}`, `g${generation}`, state].join(' '),
  );
}

describeOnEachEngine('A rebuild', (newBoard, { runs }) => {
  let bench: Board;
  afterEach(() => bench.close());

  const generations = () => generationsOf(bench);

  it('fills new tables beside the live ones, which serve on, and switches', async () => {
    let during: Promise<unknown> | undefined;
    let rebuilding = false;
    const before = ({ position }: StoredEvent) => {
      if (rebuilding && position === 2) during = bench.rows();
    };
    bench = await newBoard([board({ before }), closings()]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a', 1, 4);
    await bench.runner.caughtUp();
    const rows = await bench.rows();
    rebuilding = true;
    expect(await bench.runner.rebuild('board')).toMatchObject({ generation: 2, state: 'active', position: 5 });
    expect(await during).toEqual(rows);
    expect(await bench.rows()).toEqual(rows);
    expect(await generations()).toEqual(['board v1 g2 active', 'closings v1 g1 active']);
  });

  it('loses and repeats no event that is appended meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), times: fc.integer({ min: 1, max: 40 }) }), {
          minLength: 1,
          maxLength: 20,
        }),
        fc.array(fc.constantFrom('board', 'closings'), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 50 }),
        async (counts, rebuilds, batchSize) => {
          bench = await newBoard([board(), closings()], { batchSize });
          await bench.log.open('a', 'b', 'c');
          await bench.log.count('a', 1, 300);
          await bench.runner.start();
          const appending = (async () => {
            for (const { name, times } of counts) await bench.log.count(name, 1, times);
          })();
          for (const name of rebuilds) await bench.runner.rebuild(name);
          await appending;
          await bench.runner.caughtUp();
          const expected: Record<string, [number, number]> = { a: [300, 300], b: [0, 0], c: [0, 0] };
          for (const { name, times } of counts) {
            const [total = 0, revision = 0] = expected[name] ?? [];
            expected[name] = [total + times, revision + times];
          }
          const { tallies, position } = await bench.rows();
          expect(tallies).toEqual(expected);
          expect(position).toBe(await bench.store.head());
          expect(await bench.database.deadLetters()).toEqual([]);
          await bench.close();
        },
      ),
      { numRuns: Math.min(8, runs) },
    );
    bench = await newBoard();
  });

  it('ends although the log never rests', async () => {
    let rebuilt = false;
    bench = await newBoard([board()], { batchSize: 1 });
    await bench.log.open('a');
    await bench.log.count('a', 1, 100);
    await bench.runner.start();
    const appending = (async () => {
      while (!rebuilt) await bench.log.count('a', 1, 10);
    })();
    await bench.runner.rebuild('board');
    rebuilt = true;
    await appending;
    await bench.runner.caughtUp();
    const [total, revision] = (await bench.rows()).tallies['a'] ?? [];
    expect(total).toBe(revision);
    expect(revision).toBe((await bench.store.head()) - 1);
  });

  it('is one at a time per projection', async () => {
    bench = await newBoard([board(), closings()]);
    await bench.log.open('a');
    await bench.runner.start();
    const first = bench.runner.rebuild('board');
    await expect(bench.runner.rebuild('board')).rejects.toThrow(RebuildUnderWayError);
    await bench.runner.rebuild('closings');
    await first;
    expect(await bench.runner.rebuild('board')).toMatchObject({ generation: 3 });
  });

  it('takes what was in the dead letters, when the fault is mended', async () => {
    let broken = true;
    const before = ({ position }: StoredEvent) => {
      if (broken && position === 2) throw new Error('poison');
    };
    bench = await newBoard([board({ before })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a', 1, 2);
    await bench.runner.caughtUp();
    expect(await bench.database.deadLetters()).toHaveLength(2);
    broken = false;
    await bench.runner.rebuild('board');
    expect(await bench.database.deadLetters()).toEqual([]);
    await bench.log.count('a');
    await bench.runner.caughtUp();
    expect((await bench.rows()).tallies).toEqual({ a: [3, 3] });
  });

  it('is stopped by a poison event, which it names; the live generation stays as it is', async () => {
    let broken = false;
    const before = ({ position }: StoredEvent) => {
      if (broken && position === 3) throw new Error('no such thing');
    };
    bench = await newBoard([board({ before })]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a', 1, 5);
    await bench.runner.caughtUp();
    const rows = await bench.rows();
    broken = true;
    const rebuild = bench.runner.rebuild('board');
    await expect(rebuild).rejects.toThrow(RebuildFailedError);
    await expect(rebuild).rejects.toThrow('The rebuild of board stopped at position 3: Error: no such thing');
    await expect(rebuild).rejects.toMatchObject({ projection: 'board', position: 3 });
    expect(await bench.rows()).toEqual(rows);
    expect(await generations()).toEqual(['board v1 g1 active', 'board v1 g2 failed']);
    expect((await bench.runner.status()).generations[1]?.fault).toContain('stopped at position 3');

    await bench.log.count('a');
    await bench.runner.caughtUp();
    expect((await bench.rows()).tallies).toEqual({ a: [6, 6] });
    broken = false;
    await bench.runner.rebuild('board');
    expect(await generations()).toEqual(['board v1 g2 active']);
    expect((await bench.rows()).tallies).toEqual({ a: [6, 6] });
  });

  it('passes over an unreadable event that the projection does not want', async () => {
    bench = await newBoard([board()]);
    await bench.log.open('a');
    const data = new TextEncoder().encode('{}');
    const event = { id: '00000000-0000-4000-9000-000000000001', type: 'unknown.Thing.v1', data, metadata: data };
    await bench.store.append(streamOf('a'), 'any', [event as Parameters<typeof bench.store.append>[2][number]]);
    await bench.runner.start();
    expect(await bench.runner.rebuild('board')).toMatchObject({ state: 'active', position: 2 });
  });

  it('ends when the projections stop, and is forgotten at the next start', async () => {
    bench = await newBoard([
      board({ before: ({ revision }) => revision === 9 && rebuilding && void bench.runner.stop() }),
    ]);
    let rebuilding = false;
    await bench.runner.start();
    await bench.log.open('a');
    for (let times = 0; times < 3; times++) await bench.log.count('a', 1, 500);
    await bench.runner.caughtUp();
    rebuilding = true;
    await expect(bench.runner.rebuild('board')).rejects.toThrow(ProjectionsStoppedError);
    rebuilding = false;
    bench = await bench.reopen();
    await bench.runner.start();
    expect(await generations()).toEqual(['board v1 g1 active']);
    expect((await bench.rows()).tallies).toEqual({ a: [1500, 1500] });
  });
});

function pagesOf(file: string): number {
  const database = new Database(file, { readonly: true });
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.close();
  return pages;
}

describeOnEachEngine('A new version of a projection', (newBoard) => {
  let bench: Board;
  afterEach(() => bench.close());

  it('is built from the whole log before the service starts, and replaces the old one', async () => {
    const seen: number[] = [];
    bench = await newBoard([board(), closings()]);
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a', 1, 3);
    await bench.runner.caughtUp();
    await bench.log.count('a');
    bench = await bench.reopen([board({ version: 2, before: ({ position }) => void seen.push(position) }), closings()]);
    await bench.runner.start();
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect(await bench.rows()).toEqual({ position: 5, tallies: { a: [4, 4] }, counts: [2, 3, 4, 5] });
    expect((await bench.runner.status()).generations).toMatchObject([
      { projection: 'board', version: 2, generation: 2, state: 'active' },
      { projection: 'closings', version: 1, generation: 1, state: 'active' },
    ]);
  });

  it('that cannot be built keeps the service from starting, with the position named, and the old rows', async () => {
    bench = await newBoard();
    await bench.runner.start();
    await bench.log.open('a');
    await bench.log.count('a');
    await bench.runner.caughtUp();
    const rows = await bench.rows();
    const broken = () => {
      throw new Error('poison');
    };
    bench = await bench.reopen([board({ version: 2, before: broken })]);
    await expect(bench.runner.start()).rejects.toThrow('The rebuild of board stopped at position 1: Error: poison');
    expect(await bench.rows()).toEqual(rows);
    bench = await bench.reopen([board({ version: 2 })]);
    await bench.runner.start();
    expect(await bench.rows()).toEqual(rows);
  });

  it('may be an older one again', async () => {
    bench = await newBoard([board({ version: 2 })]);
    await bench.runner.start();
    await bench.log.open('a');
    bench = await bench.reopen([board({ version: 1 })]);
    await bench.runner.start();
    expect((await bench.rows()).tallies).toEqual({ a: [0, 0] });
  });
});

describe('A rebuild in SQLite', () => {
  it('for which there is no space says so, gives back what it took, and leaves the live tables as they are', async () => {
    const folder = temporaryFolder();
    const file = `${folder.path}/read-models.db`;
    let bench = await boardsIn(inSqlite)([board()], { retryMs: 1, storage: sqliteFile(file) });
    await bench.runner.start();
    await bench.log.open('a');
    for (let times = 0; times < 6; times++) await bench.log.count('a', 1, 500);
    await bench.runner.caughtUp();
    await bench.runner.stop();
    const maximumPages = pagesOf(file) + 15;
    bench = await bench.reopen([board()], { storage: sqliteFile(file, { maximumPages }), retryMs: 1 });
    await bench.runner.start();
    for (let times = 0; times < 2; times++) {
      await expect(bench.runner.rebuild('board')).rejects.toThrow(ReadModelsFullError);
      expect(await generationsOf(bench)).toEqual(['board v1 g1 active', 'board v1 g2 failed']);
    }
    expect((await bench.runner.status()).generations[1]?.fault).toContain('SQLITE_FULL');
    expect(bench.logged).toContain('A projection could not be built');
    expect(bench.faults).toEqual([]);
    await bench.log.count('a', 1, 100);
    await bench.runner.caughtUp();
    expect((await bench.rows()).tallies).toEqual({ a: [3_100, 3_100] });

    bench = await bench.reopen([board()], { storage: sqliteFile(file) });
    await bench.runner.start();
    expect(await generationsOf(bench)).toEqual(['board v1 g1 active']);
    expect(await bench.runner.rebuild('board')).toMatchObject({ state: 'active', position: 3_101 });
    await bench.close();
    folder.remove();
  });
});
