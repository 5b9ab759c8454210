import { afterEach, expect, it } from '@jest/globals';
import type { Position } from '#platform/event-store';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { board } from '../board.fixture.js';
import type { Projection } from '../projection.js';
import { ReadModelsOfAnotherVersionError } from '../read-model-database.js';
import { readModelsOn } from '../read-model-storages.fixture.js';
import { defineTable, integer, text, type TablesOf } from '../table.js';
import { PostgresReadModelDatabase } from './postgres-read-model-database.js';

const START = 0 as Position;
const newTally = defineTable('tally', { columns: { id: text(), sum: integer() }, primaryKey: ['id'] });
/** What is called `total` in the first version has another name, and there is no second table. */
const newBoard: Projection = { ...board({ version: 2 }), tables: [newTally] };

describeWithPostgresql('Read models in PostgreSQL that another version of the service has built', (cluster) => {
  const opened: PostgresReadModelDatabase[] = [];
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });

  async function open(connectionString: string, projection: Projection): Promise<PostgresReadModelDatabase> {
    const database = await PostgresReadModelDatabase.open({
      settings: { connectionString },
      projections: [projection],
      onFault: (error) => {
        throw error;
      },
      log: { info: () => undefined, error: () => undefined },
    });
    opened.push(database);
    return database;
  }

  it('are told of when they lack what is asked of them, and answer what they can', async () => {
    const connectionString = await readModelsOn(cluster());
    const [older, newer] = [await open(connectionString, board()), await open(connectionString, newBoard)];
    await newer.write((write) => write.createGeneration(newBoard, 'active', START));
    using snapshot = await older.snapshot();
    const tables = snapshot.tables<TablesOf<[typeof newTally]> & { tally_count: { id: string } }>();
    expect(await tables.selectFrom('tally').select('id').execute()).toEqual([]);
    const asked = older.snapshot().then(async (each) => {
      using _ = each;
      return each.tables<{ tally: { total: number } }>().selectFrom('tally').select('total').execute();
    });
    await expect(asked).rejects.toBeInstanceOf(ReadModelsOfAnotherVersionError);
    await expect(asked).rejects.toThrow('another version of the service than this process is: board 1 (there is 2).');
    await expect(tables.selectFrom('tally_count').select('id').execute()).rejects.toThrow('board 1 (there is 2)');
    // The rest of a request that has met it.
    await expect(tables.selectFrom('tally').select('id').execute()).rejects.toThrow('board 1 (there is 2)');
  });

  it('leave a mistake in a query of this version a mistake', async () => {
    const connectionString = await readModelsOn(cluster());
    const database = await open(connectionString, newBoard);
    await database.write((write) => write.createGeneration(newBoard, 'active', START));
    using snapshot = await database.snapshot();
    const asked = snapshot.tables<{ tally: { total: number } }>().selectFrom('tally').select('total').execute();
    await expect(asked).rejects.toThrow('column "total" does not exist');
  });
});
