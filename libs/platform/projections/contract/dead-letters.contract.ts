import { describe, expect, it } from '@jest/globals';
import type { Position } from '#platform/event-store';
import { board, closings } from '../board.fixture.js';
import type { DeadLetter } from '../read-model-database.js';
import { FreshReadModels, type ReadModelsUnderTest } from './read-models-under-test.js';

export function describeDeadLetters(underTest: ReadModelsUnderTest): void {
  describe('dead letters', () => {
    const fresh = new FreshReadModels(underTest, [board(), closings()], async () => {
      const letters = [
        ['board', 5, 'one'],
        ['closings', 5, 'one'],
        ['board', 3, 'other'],
        ['board', 8, 'one'],
      ] as const;
      for (const [projection, position, stream] of letters) {
        const at = { position: position as Position, recordedAt: '2006-07-01T12:00:00.000Z' };
        const letter = { projection, stream, type: 'tally.TallyCounted.v1', fault: 'Error: no', ...at };
        await fresh.database.write((write) => write.addDeadLetter(letter));
      }
    });
    const positions = async (page?: Parameters<typeof fresh.database.deadLetters>[0]) =>
      (await fresh.database.deadLetters(page)).map(({ position }) => position);

    it('are read in the order of the log, whole or a page at a time', async () => {
      expect(await positions()).toEqual([3, 5, 5, 8]);
      expect(await positions({ projection: 'board', after: 3 as Position, limit: 1 })).toEqual([5]);
      expect(await positions({ projection: 'board', after: 8 as Position, limit: 1 })).toEqual([]);
    });

    it('are rows that a snapshot shows', async () => {
      using snapshot = await fresh.database.snapshot();
      const tables = snapshot.tables<{ dead_letter: DeadLetter }>();
      const rows = await tables
        .selectFrom('dead_letter')
        .selectAll()
        .orderBy('projection')
        .orderBy('position')
        .execute();
      expect(rows).toEqual(
        (await fresh.database.deadLetters()).toSorted((a, b) => a.projection.localeCompare(b.projection)),
      );
      expect(rows.map(({ projection, position }) => `${projection} ${position}`)).toEqual([
        'board 3',
        'board 5',
        'board 8',
        'closings 5',
      ]);
    });

    it('are counted, and known by their streams', async () => {
      expect(await fresh.database.deadLetterCounts()).toEqual(
        new Map([
          ['board', 3],
          ['closings', 1],
        ]),
      );
      const streams = await fresh.database.parkedStreams();
      expect(streams).toHaveLength(3);
      expect(streams).toContainEqual({ projection: 'board', stream: 'one', position: 5 });
    });

    it('are taken out once, and say how often they were tried', async () => {
      const [first] = await fresh.database.deadLetters({ projection: 'board', after: 3 as Position, limit: 1 });
      const id = first?.id ?? 0;
      await fresh.database.write((write) => write.updateDeadLetter(id, 'Error: still'));
      const [again] = await fresh.database.deadLetters({ projection: 'board', after: 3 as Position, limit: 1 });
      expect(again).toEqual({ ...first, attempts: 2, fault: 'Error: still' });
      const taken = () => fresh.database.write((write) => write.removeDeadLetter(id));
      expect([await taken(), await taken()]).toEqual([true, false]);
      const behind = await fresh.database.write((write) => write.firstDeadLetter('board', 'one'));
      expect(behind).toBe(8);
    });
  });
}
