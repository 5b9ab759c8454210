import { describe, expect, it } from '@jest/globals';
import type { Position } from '#platform/event-store';
import { board, closings, type BoardTables } from '../board.fixture.js';
import { ReadModelsClosedError, type Generation } from '../read-model-database.js';
import { FreshReadModels, type ReadModelsUnderTest } from './read-models-under-test.js';
import { at, talliesIn, tally } from './sample-tallies.js';

export function describeSnapshots(underTest: ReadModelsUnderTest): void {
  describe('snapshots', () => {
    let live: Generation;
    const fresh = new FreshReadModels(underTest, [board(), closings()], async () => {
      live = await fresh.database.write((write) => write.createGeneration(board(), 'active', 0 as Position));
    });
    const tallies = () => talliesIn(fresh.database);
    const insert = (...ids: readonly string[]) =>
      fresh.database.write((write) => write.apply({ generation: live, changes: ids.map((id) => tally(id)) }));

    it('show one commit, whatever is written meanwhile', async () => {
      await insert('a');
      using before = await fresh.database.snapshot();
      await insert('b');
      const rows = await before.tables<BoardTables>().selectFrom('tally').select('id').execute();
      expect(rows).toHaveLength(1);
      expect(await tallies()).toEqual(['a', 'b']);
    });

    it('show what was written since the one before, also when that was given back during the write', async () => {
      const taken = await fresh.database.snapshot();
      await fresh.database.write(async (write) => {
        await write.apply({ generation: live, changes: [tally('a')] });
        taken[Symbol.dispose]();
        expect(await tallies()).toEqual([]);
        await write.setCheckpoint(at(3));
      });
      using after = await fresh.database.snapshot();
      expect(after.position).toBe(3);
      expect(await tallies()).toEqual(['a']);
    });

    it('are of another version after each write, and of the same one without', async () => {
      const versions: number[] = [];
      const look = async () => {
        using snapshot = await fresh.database.snapshot();
        versions.push(snapshot.version);
      };
      await look();
      await look();
      await insert('a');
      await look();
      await fresh.database.write(() => Promise.reject(new Error('nothing'))).catch(() => undefined);
      await look();
      expect(versions[1]).toBe(versions[0]);
      expect(versions[2]).toBeGreaterThan(versions[1] ?? 0);
      expect(versions[3]).toBe(versions[2]);
    });

    it('wait their turn when all are out, and come back in the order of asking', async () => {
      const [one, two] = [await fresh.database.snapshot(), await fresh.database.snapshot()];
      const order: string[] = [];
      const waiting = ['first', 'second'].map(async (name) => {
        using _snapshot = await fresh.database.snapshot();
        order.push(name);
      });
      await insert('a');
      expect(order).toEqual([]);
      one[Symbol.dispose]();
      await Promise.all(waiting);
      expect(order).toEqual(['first', 'second']);
      two[Symbol.dispose]();
    });

    it('cannot be used or given back a second time', async () => {
      const snapshot = await fresh.database.snapshot();
      snapshot[Symbol.dispose]();
      snapshot[Symbol.dispose]();
      expect(() => snapshot.tables()).toThrow('This snapshot was given back.');
      const [one, two] = [await fresh.database.snapshot(), await fresh.database.snapshot()];
      await insert('a');
      expect(one.tables()).not.toBe(two.tables());
      for (const each of [one, two]) each[Symbol.dispose]();
    });

    it('are not used up by failures', async () => {
      for (let times = 0; times < 20; times++) {
        using snapshot = await fresh.database.snapshot();
        const query = snapshot.tables<{ nowhere: { id: string } }>().selectFrom('nowhere').select('id').execute();
        await expect(query).rejects.toThrow(/no such table|does not exist/);
      }
      expect(await tallies()).toEqual([]);
    });

    it('are refused to those who ask or wait when the read models close', async () => {
      const [one, two] = [await fresh.database.snapshot(), await fresh.database.snapshot()];
      const waiting = fresh.database.snapshot();
      const refused = expect(waiting).rejects.toThrow(ReadModelsClosedError);
      await fresh.database.close();
      await refused;
      await expect(fresh.database.snapshot()).rejects.toThrow(ReadModelsClosedError);
      for (const each of [one, two]) each[Symbol.dispose]();
      await fresh.open();
    });
  });
}
