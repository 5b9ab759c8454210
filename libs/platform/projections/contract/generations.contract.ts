import { describe, expect, it } from '@jest/globals';
import type { Position } from '#platform/event-store';
import { board, closings, type BoardTables } from '../board.fixture.js';
import type { Generation } from '../read-model-database.js';
import { FreshReadModels, type ReadModelsUnderTest } from './read-models-under-test.js';
import { talliesIn, tally } from './sample-tallies.js';

export function describeGenerations(underTest: ReadModelsUnderTest): void {
  describe('generations', () => {
    let live: Generation;
    const fresh = new FreshReadModels(underTest, [board(), closings()], async () => {
      live = await fresh.database.write((write) => write.createGeneration(board(), 'active', 0 as Position));
    });
    const tallies = () => talliesIn(fresh.database);
    const insert = (id: string, generation: Generation) =>
      fresh.database.write((write) => write.apply({ generation, changes: [tally(id)] }));

    it('switch all at once: new snapshots show the new tables, older ones what they showed', async () => {
      await insert('old', live);
      const next = await fresh.database.write((write) =>
        write.createGeneration(board({ version: 2 }), 'building', 0 as Position),
      );
      await insert('new', next);
      expect(await tallies()).toEqual(['old']);
      using during = await fresh.database.snapshot();
      await fresh.database.write((write) => write.activate(board({ version: 2 }), next));
      // Asked only now: the tables of before are still there for it.
      expect(await during.tables<BoardTables>().selectFrom('tally').select('id').execute()).toEqual([{ id: 'old' }]);
      expect(await tallies()).toEqual(['new']);
      expect(await fresh.database.generations()).toMatchObject([{ version: 2, generation: 2, state: 'active' }]);
    });

    it('let a table move to another projection', async () => {
      await insert('old', live);
      const moved = await fresh.database.write((write) =>
        write.createGeneration(board({ name: 'other' }), 'building', 0 as Position),
      );
      await insert('new', moved);
      await fresh.database.write(async (write) => {
        await write.activate(board({ name: 'other' }), moved);
        await write.dropGeneration(live);
      });
      expect(await tallies()).toEqual(['new']);
    });

    it('begin anew where one was dropped', async () => {
      await insert('old', live);
      await fresh.database.write((write) => write.dropGeneration(live));
      expect(await fresh.database.generations()).toEqual([]);
      await fresh.database.write((write) => write.createGeneration(board(), 'active', 0 as Position));
      expect(await tallies()).toEqual([]);
    });

    it('that failed keep why, and no tables', async () => {
      const failing = await fresh.database.write((write) => write.createGeneration(board(), 'building', 0 as Position));
      await fresh.database.write((write) => write.failGeneration(failing, 'poison'));
      expect(await fresh.database.generations()).toMatchObject([
        { generation: 1, state: 'active' },
        { generation: 2, state: 'failed', fault: 'poison' },
      ]);
      await expect(insert('a', failing)).rejects.toThrow(/no such table|does not exist/);
    });

    it('take their dead letters with them only when they were active', async () => {
      const letter = { position: 3 as Position, stream: 's', type: 't', fault: 'f', recordedAt: 'r' };
      await fresh.database.write((write) => write.addDeadLetter({ ...letter, projection: 'board' }));
      const failed = await fresh.database.write((write) => write.createGeneration(board(), 'failed', 0 as Position));
      await fresh.database.write((write) => write.dropGeneration(failed));
      expect(await fresh.database.deadLetters()).toMatchObject([{ projection: 'board', position: 3, attempts: 1 }]);
      await fresh.database.write((write) => write.dropGeneration(live));
      expect(await fresh.database.deadLetters()).toEqual([]);
    });
  });
}
