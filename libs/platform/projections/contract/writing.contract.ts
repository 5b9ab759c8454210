import { describe, expect, it } from '@jest/globals';
import type { Position } from '#platform/event-store';
import { board, closings } from '../board.fixture.js';
import type { Generation } from '../read-model-database.js';
import { FreshReadModels, type ReadModelsUnderTest } from './read-models-under-test.js';
import { at, talliesIn, tally } from './sample-tallies.js';

export function describeWriting(underTest: ReadModelsUnderTest): void {
  describe('write', () => {
    let live: Generation;
    const fresh = new FreshReadModels(underTest, [board(), closings()], async () => {
      live = await fresh.database.write((write) => write.createGeneration(board(), 'active', 0 as Position));
    });
    const tallies = () => talliesIn(fresh.database);

    it('all of a transaction or nothing', async () => {
      await fresh.database.write((write) => write.apply({ generation: live, changes: [tally('a')] }));
      const failing = fresh.database.write(async (write) => {
        await write.apply({ generation: live, changes: [tally('b')] });
        await write.setCheckpoint(at(7));
        throw new Error('half way');
      });
      await expect(failing).rejects.toThrow('half way');
      expect(await tallies()).toEqual(['a']);
      expect(await fresh.database.checkpoint()).toEqual({ position: 0, eventId: undefined });
    });

    it('one transaction after another, and take over in memory what was committed before the next', async () => {
      const order: string[] = [];
      const write = (name: string, fails = false) =>
        fresh.database.write(
          async () => {
            order.push(`begin ${name}`);
            await new Promise((resolve) => setImmediate(resolve));
            if (fails) throw new Error(name);
            order.push(`end ${name}`);
            return name;
          },
          (result) => void order.push(`committed ${result}`),
        );
      await Promise.allSettled([write('a'), write('b', true), write('c')]);
      expect(order).toEqual(['begin a', 'end a', 'committed a', 'begin b', 'begin c', 'end c', 'committed c']);
    });

    it('undo an attempt that fails, and keep what else the transaction did', async () => {
      await fresh.database.write(async (write) => {
        await write.apply({ generation: live, changes: [tally('a')] });
        const attempt = write.attempt(async () => write.apply({ generation: live, changes: [tally('b'), tally('a')] }));
        await expect(attempt).rejects.toThrow(/unique/i);
        await write.apply({ generation: live, changes: [tally('c')] });
      });
      expect(await tallies()).toEqual(['a', 'c']);
    });

    it('without showing what is under way', async () => {
      await fresh.database.write(async (write) => {
        await write.setCheckpoint(at(9));
        await write.addDeadLetter({
          projection: 'board',
          position: 9 as Position,
          stream: 's',
          type: 't',
          fault: 'f',
          recordedAt: 'r',
        });
        expect(await write.livePosition()).toBe(9);
        expect(await write.firstDeadLetter('board', 's')).toBe(9);
        expect((await fresh.database.checkpoint()).position).toBe(0);
        expect(await fresh.database.deadLetters()).toEqual([]);
      });
      expect(await fresh.database.checkpoint()).toEqual(at(9));
      expect((await fresh.database.generations()).map(({ position }) => position)).toEqual([9]);
    });

    it('and have it after a restart', async () => {
      await fresh.database.write(async (write) => {
        await write.apply({ generation: live, changes: [tally('a')] });
        await write.setCheckpoint(at(4));
      });
      await fresh.open();
      expect(await tallies()).toEqual(['a']);
      expect(await fresh.database.checkpoint()).toEqual(at(4));
    });

    it('nothing for a change that holds undefined: the wrong rows would match, or a value would be lost', async () => {
      const change = { ...tally('a'), row: { id: 'a', owner: undefined, total: 0, revision: 0 } } as never;
      const writing = fresh.database.write((write) => write.apply({ generation: live, changes: [change] }));
      await expect(writing).rejects.toThrow(TypeError);
    });
  });
}
