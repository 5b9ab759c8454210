import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Position } from '#platform/event-store';
import { board, closings, tallyTable, type BoardTables } from '../board.fixture.js';
import { describeReadModelDatabase } from '../read-model-database.contract.js';
import { inSqlite } from '../read-model-storages.fixture.js';
import { ReadModelFaultError, ReadModelsFullError, type Generation } from '../read-model-database.js';
import { namedFault } from './sqlite-faults.js';
import { SqliteReadModelDatabase } from './sqlite-read-model-database.js';

const at = (position: number) => ({ position: position as Position, eventId: `event-${position}` });
const tally = (id: string, total = 0) => tallyTable.insert({ id, owner: id, total, revision: 0 });

describeReadModelDatabase('SQLite', inSqlite);

describe('The read models in SQLite', () => {
  let folder: string;
  let file: string;
  let database: SqliteReadModelDatabase;
  let live: Generation;
  const projections = [board(), closings()];
  const openDatabase = (options: { snapshots?: number; maximumPages?: number } = {}) =>
    new SqliteReadModelDatabase({ file, projections, ...options });
  const activate = (on: SqliteReadModelDatabase) =>
    on.write((write) => write.createGeneration(board(), 'active', 0 as Position));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-read-models-'));
    file = join(folder, 'read-models.db');
    database = openDatabase({ snapshots: 2 });
    live = await activate(database);
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  async function tallies(on = database): Promise<string[]> {
    using snapshot = await on.snapshot();
    const rows = await snapshot.tables<BoardTables>().selectFrom('tally').select('id').orderBy('id').execute();
    return rows.map(({ id }) => id);
  }
  const insert = (...ids: readonly string[]) =>
    database.write((write) => write.apply({ generation: live, changes: ids.map((id) => tally(id)) }));

  describe('scrub', () => {
    it('says when the storage fails', async () => {
      const other = new Database(file);
      other.exec('BEGIN IMMEDIATE');
      await expect(database.scrub()).rejects.toThrow(ReadModelFaultError);
      other.close();
      await database.scrub();
    }, 20_000);
  });

  describe('snapshots', () => {
    it('all together keep no more than 64 MB of what they read', async () => {
      const all = openDatabase();
      const open = await Promise.all(Array.from({ length: 16 }, () => all.snapshot()));
      const caches = await Promise.all(
        open.map(async (snapshot) => {
          const { rows } = await sql<{ cache_size: number }>`pragma cache_size`.execute(snapshot.tables());
          return -Number(rows[0]?.cache_size);
        }),
      );
      for (const snapshot of open) snapshot[Symbol.dispose]();
      await all.close();
      expect(caches.reduce((sum, kibibytes) => sum + kibibytes, 0)).toBeLessThanOrEqual(64 * 1024);
    });

    it('that were given back let the write-ahead log be written over', async () => {
      const many = Array.from({ length: 400 }, (_, index) => `tally-${index}`);
      for (let round = 0; round < 25; round++) {
        await insert(...many.map((id) => `${round} ${id}`.padEnd(1_000, '.')));
        await tallies();
      }
      expect(statSync(`${file}-wal`).size).toBeLessThan(45_000_000);
    });
  });

  describe('on the disk', () => {
    it.each([
      ['is of another format', () => changeFormat(file)],
      ['is no database', () => writeFileSync(file, 'not a database, but long enough to be taken for one'.repeat(200))],
      ['is empty', () => writeFileSync(file, '')],
      ['has a damaged first page', () => damage(file)],
    ])('begin anew when the file %s', async (_what, spoil) => {
      await insert('a');
      await database.write((write) => write.setCheckpoint(at(4)));
      await database.close();
      spoil();
      database = openDatabase();
      expect(await database.generations()).toEqual([]);
      expect(await database.checkpoint()).toEqual({ position: 0, eventId: undefined });
      live = await activate(database);
      await insert('b');
      expect(await tallies()).toEqual(['b']);
    });

    it('begin anew at the next start when the file turns out to be damaged', async () => {
      await database.close();
      damageTables(file);
      database = openDatabase();
      await expect(insert('a')).rejects.toThrow(ReadModelFaultError);
      await database.close();
      expect(readdirSync(folder)).toEqual([]);
      database = openDatabase();
      expect(await database.generations()).toEqual([]);
    });

    it('report once, and begin anew at the next start, when a read finds the file damaged', async () => {
      await database.close();
      damageTables(file);
      const faults: unknown[] = [];
      database = new SqliteReadModelDatabase({ file, projections, onFault: (fault) => void faults.push(fault) });
      for (let times = 0; times < 2; times++) {
        using snapshot = await database.snapshot();
        const rows = snapshot.tables<BoardTables>().selectFrom('tally').selectAll().execute();
        await expect(rows).rejects.toThrow(ReadModelFaultError);
      }
      expect(faults).toEqual([expect.objectContaining({ code: 'SQLITE_CORRUPT' })]);
      await database.close();
      expect(readdirSync(folder)).toEqual([]);
      database = openDatabase();
      expect(await database.generations()).toEqual([]);
    });

    it('keep what they have on a full disk, and go on when there is space again', async () => {
      await database.close();
      const pages = new Database(file, { readonly: true }).pragma('page_count', { simple: true }) as number;
      database = openDatabase({ maximumPages: pages });
      const many = Array.from({ length: 2_000 }, (_, index) => `tally-${index}`);
      await expect(insert(...many)).rejects.toThrow(ReadModelsFullError);
      const attempted = database.write((write) =>
        write.attempt(async () => write.apply({ generation: live, changes: many.map((id) => tally(id)) })),
      );
      await expect(attempted).rejects.toThrow(ReadModelsFullError);
      expect(await tallies()).toEqual([]);
      await database.close();
      database = openDatabase();
      await insert(...many);
      expect(await tallies()).toHaveLength(2_000);
    });

    it('cannot be opened where there is no folder, and say so', () => {
      expect(() => new SqliteReadModelDatabase({ file: join(folder, 'no', 'file.db'), projections })).toThrow();
      expect(existsSync(join(folder, 'no'))).toBe(false);
    });
  });
});

describe('Faults of SQLite', () => {
  const sqlite = (code: string) => new Database.SqliteError('message', code);

  it.each([
    'SQLITE_CONSTRAINT_UNIQUE',
    'SQLITE_CONSTRAINT_DATATYPE',
    'SQLITE_MISMATCH',
    'SQLITE_ERROR',
    'SQLITE_TOOBIG',
  ])('of the kind %s are those of a change', (code) => {
    const error = sqlite(code);
    expect(namedFault(error)).toBe(error);
  });

  it.each(['SQLITE_IOERR_WRITE', 'SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_BUSY', 'SQLITE_READONLY', 'SQLITE_NOMEM'])(
    'of the kind %s are those of the storage',
    (code) => {
      expect(namedFault(sqlite(code))).toBeInstanceOf(ReadModelFaultError);
      expect(namedFault(sqlite(code))).not.toBeInstanceOf(ReadModelsFullError);
    },
  );

  it('leave other errors as they are', () => {
    const error = new TypeError('handler');
    expect(namedFault(error)).toBe(error);
    expect(namedFault(sqlite('SQLITE_FULL'))).toBeInstanceOf(ReadModelsFullError);
  });
});

function changeFormat(file: string): void {
  const database = new Database(file);
  database.pragma('user_version = 999');
  database.close();
}

function damage(file: string): void {
  const database = new Database(file);
  database.pragma('journal_mode = DELETE');
  database.close();
  overwrite(file, 0, 200);
}

/** Leaves the first pages as they are, so that the damage shows only when a table is used. */
function damageTables(file: string): void {
  const database = new Database(file);
  const root = database
    .prepare<[], { rootpage: number }>("SELECT rootpage FROM sqlite_master WHERE name LIKE 'tally\\_\\_%' ESCAPE '\\'")
    .get();
  database.pragma('journal_mode = DELETE');
  database.close();
  if (!root) throw new Error('There is no table to damage.');
  overwrite(file, (root.rootpage - 1) * 4_096, 4_096);
}

function overwrite(file: string, from: number, length: number): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(length, 0xab), 0, length, from);
  closeSync(descriptor);
}
