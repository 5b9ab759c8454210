import { expect, it } from '@jest/globals';
import type { Position } from '#platform/event-store';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { board, countTable, type BoardTables } from '../projections/board.fixture.js';
import { inPostgresql } from '../projections/read-model-storages.fixture.js';
import { connectionOf } from './connection.js';

describeWithPostgresql('A cursor whose values were changed', (cluster) => {
  it('is refused where the engine cannot take them, and nothing else is', async () => {
    const database = await (await inPostgresql(cluster).create()).open([board()]);
    await database.write(async (write) => {
      const generation = await write.createGeneration(board(), 'active', 0 as Position);
      const changes = [1, 2].map((position) => countTable.insert({ position, tallyId: 'a', by: 1 }));
      await write.apply({ generation, changes });
    });
    const page = async (after?: string | null) => {
      using snapshot = await database.snapshot();
      const query = snapshot.tables<BoardTables>().selectFrom('tally_count').selectAll();
      return await connectionOf(query, { by: ['position'], direction: 'asc' }, { first: 1, after: after ?? null });
    };
    const { endCursor } = (await page()).pageInfo;
    expect((await page(endCursor)).nodes).toMatchObject([{ position: 2 }]);
    const [mark] = JSON.parse(Buffer.from(endCursor ?? '', 'base64url').toString()) as [string];
    for (const forged of ['x', 1.5, 1e30, 'a\0b']) {
      const cursor = Buffer.from(JSON.stringify([mark, forged])).toString('base64url');
      await expect(page(cursor)).rejects.toThrow('after is not a cursor of this list');
    }
    await database.close();
  });
});
