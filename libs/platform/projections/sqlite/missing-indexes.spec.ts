import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Position } from '#platform/event-store';
import { board, boardsIn, tallyTable, type Board } from '../board.fixture.js';
import { inSqlite, sqliteFile } from '../read-model-storages.fixture.js';
import { SqliteReadModelDatabase } from './sqlite-read-model-database.js';

const START = 0 as Position;
const LATER = { indexesLater: true };
const INDEX = 'tally__board_v1_g1_i0';

describe('Indexes of read models in SQLite', () => {
  let folder: string;
  let file: string;
  let database: SqliteReadModelDatabase;
  let bench: Board | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-indexes-'));
    file = join(folder, 'read-models.db');
    database = open();
  });
  afterEach(async () => {
    await bench?.close();
    bench = undefined;
    await database.close();
    rmSync(folder, { recursive: true });
  });
  const open = () => new SqliteReadModelDatabase({ file, projections: [board()] });

  function indexes(of = file): readonly string[] {
    const reading = new Database(of, { readonly: true });
    const names = reading.prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE name LIKE 'tally%\\_i_' ESCAPE '\\'",
    );
    try {
      return names.pluck().all();
    } finally {
      reading.close();
    }
  }

  /** Those that there were at each event. */
  async function whileFilling(longLog: number): Promise<readonly (readonly string[])[]> {
    const own = join(folder, 'filled.db');
    const seen: (readonly string[])[] = [];
    bench = await boardsIn(inSqlite)([board({ before: () => void seen.push(indexes(own)) })], {
      storage: sqliteFile(own),
      longLog,
    });
    await bench.log.open('a');
    await bench.log.count('a', 5);
    await bench.runner.start();
    expect(indexes(own)).toEqual([INDEX]);
    expect((await bench.rows()).tallies).toEqual({ a: [5, 1] });
    return seen;
  }

  it('are made at the end when a table is filled from a long log', async () => {
    expect(await whileFilling(2)).toEqual([[], []]);
  });

  it('are kept from the start when the log is short', async () => {
    expect(await whileFilling(3)).toEqual([[INDEX], [INDEX]]);
  });

  it('are made after a restart, when the process ended before it was done', async () => {
    await database.write((write) => write.createGeneration(board(), 'active', START, LATER));
    await database.close();
    database = open();
    expect(indexes()).toEqual([]);
    await database.completeIndexes();
    expect(indexes()).toEqual([INDEX]);
  });

  it('are made as soon as rows are to be found by them', async () => {
    const generation = await database.write((write) => write.createGeneration(board(), 'active', START, LATER));
    const row = { id: 'tally-1', owner: 'a', total: 1, revision: 0 };
    const apply = (change: ReturnType<typeof tallyTable.insert>) =>
      database.write((write) => write.apply({ generation, changes: [change] }));
    await apply(tallyTable.insert(row));
    await apply(tallyTable.update({ id: 'tally-1' }, { revision: 1 }));
    expect(indexes()).toEqual([]);
    await apply(tallyTable.delete({ total: 1 }));
    expect(indexes()).toEqual([INDEX]);
  });

  it('are made although making them was undone, and not for tables that were', async () => {
    const failing = database.write(async (write) => {
      await write.createGeneration(board(), 'active', START, LATER);
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    await database.completeIndexes();
    const generation = await database.write((write) => write.createGeneration(board(), 'active', START, LATER));
    const searching = database.write(async (write) => {
      await write.apply({ generation, changes: [tallyTable.delete({ total: 1 })] });
      throw new Error('undone');
    });
    await expect(searching).rejects.toThrow('undone');
    expect(indexes()).toEqual([]);
    await database.completeIndexes();
    expect(indexes()).toEqual([INDEX]);
  });
});
