import { describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import type { Position } from '#platform/event-store';
import { board, closings, tallyTable } from '../board.fixture.js';
import type { Generation } from '../read-model-database.js';
import { FreshReadModels, type ReadModelsUnderTest } from './read-models-under-test.js';
import { talliesIn, tally } from './sample-tallies.js';

const SECRET = 'erased-secret';

export function describeScrubbing(underTest: ReadModelsUnderTest): void {
  describe('scrub', () => {
    let live: Generation;
    const fresh = new FreshReadModels(underTest, [board(), closings()], async () => {
      live = await fresh.database.write((write) => write.createGeneration(board(), 'active', 0 as Position));
    });
    const insert = (...ids: readonly string[]) =>
      fresh.database.write((write) => write.apply({ generation: live, changes: ids.map((id) => tally(id)) }));
    const remove = (...ids: readonly string[]) =>
      fresh.database.write((write) =>
        write.apply({ generation: live, changes: ids.map((id) => tallyTable.delete({ id })) }),
      );
    const holdsSecret = async () => (await fresh.bytes()).includes(SECRET);

    it('leaves no byte of what was deleted, while everything else goes on', async () => {
      const many = Array.from({ length: 2_000 }, (_, index) => `${index}-${'x'.repeat(200)}`);
      await insert(SECRET, 'a', ...many);
      using before = await fresh.database.snapshot();
      await remove(SECRET, ...many.slice(10));
      expect(await holdsSecret()).toBe(true);
      const scrubbed = fresh.database.scrub();
      await delay(5);
      expect(await talliesIn(fresh.database)).toHaveLength(11);
      before[Symbol.dispose]();
      await scrubbed;
      expect(await holdsSecret()).toBe(false);
      await insert('b');
      expect(await talliesIn(fresh.database)).toHaveLength(12);
    }, 20_000);

    it('lets a rebuild that is under way go on', async () => {
      const next = await fresh.database.write((write) => write.createGeneration(board(), 'building', 0 as Position));
      await fresh.database.write((write) => write.apply({ generation: next, changes: [tally('before')] }));
      await fresh.database.scrub();
      await fresh.database.write(async (write) => {
        await write.apply({ generation: next, changes: [tally('after')] });
        await write.activate(board(), next);
      });
      expect(await talliesIn(fresh.database)).toEqual(['after', 'before']);
      expect(await fresh.database.generations()).toMatchObject([{ generation: 2, state: 'active' }]);
    }, 20_000);

    it('takes faults out with their dead letters', async () => {
      const letter = { projection: 'board', stream: 's', type: 't', fault: SECRET, recordedAt: 'r' };
      await fresh.database.write((write) => write.addDeadLetter({ ...letter, position: 3 as Position }));
      const [{ id = 0 } = {}] = await fresh.database.deadLetters();
      await fresh.database.write((write) => write.removeDeadLetter(id));
      await fresh.database.scrub();
      expect(await holdsSecret()).toBe(false);
    }, 20_000);
  });
}
