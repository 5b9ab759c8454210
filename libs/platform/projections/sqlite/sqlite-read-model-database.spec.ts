import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Position } from '#platform/event-store';
import { board, closings, tallyTable, type BoardTables } from '../board.fixture.js';
import { ReadModelFaultError, ReadModelsClosedError, ReadModelsFullError, type Generation } from '../read-model-database.js';
import { namedFault } from './sqlite-faults.js';
import { SqliteReadModelDatabase } from './sqlite-read-model-database.js';

const at = (position: number) => ({ position: position as Position, eventId: `event-${position}` });
const tally = (id: string, total = 0) => tallyTable.insert({ id, owner: id, total, revision: 0 });

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
    const SECRET = 'erased-secret';
    const bytes = () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
    const remove = (...ids: readonly string[]) =>
      database.write((write) => write.apply({ generation: live, changes: ids.map((id) => tallyTable.delete({ id })) }));

    it('leaves no byte of what was deleted, while everything else goes on', async () => {
      const many = Array.from({ length: 20_000 }, (_, index) => `${index}-${'x'.repeat(200)}`);
      await insert(SECRET, 'a', ...many);
      using before = await database.snapshot();
      await remove(SECRET, ...many.slice(10));
      expect(bytes().includes(SECRET)).toBe(true);
      let turns = 0;
      const timer = setInterval(() => (turns += 1), 1);
      const scrubbed = database.scrub();
      await delay(5);
      expect(await tallies()).toHaveLength(11);
      before[Symbol.dispose]();
      await scrubbed;
      clearInterval(timer);
      expect(turns).toBeGreaterThan(5);
      expect(bytes().includes(SECRET)).toBe(false);
      await insert('b');
      expect(await tallies()).toHaveLength(12);
    });

    it('says when the storage fails', async () => {
      const other = new Database(file);
      other.exec('BEGIN IMMEDIATE');
      await expect(database.scrub()).rejects.toThrow(ReadModelFaultError);
      other.close();
      await database.scrub();
    }, 20_000);
  });

  describe('write', () => {
    it('all of a transaction or nothing', async () => {
      await insert('a');
      const failing = database.write(async (write) => {
        await write.apply({ generation: live, changes: [tally('b')] });
        await write.setCheckpoint(at(7));
        throw new Error('half way');
      });
      await expect(failing).rejects.toThrow('half way');
      expect(await tallies()).toEqual(['a']);
      expect(await database.checkpoint()).toEqual({ position: 0, eventId: undefined });
    });

    it('one transaction after another, and take over in memory what was committed before the next', async () => {
      const order: string[] = [];
      const write = (name: string, fails = false) =>
        database.write(
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
      await database.write(async (write) => {
        await write.apply({ generation: live, changes: [tally('a')] });
        const attempt = write.attempt(async () => write.apply({ generation: live, changes: [tally('b'), tally('a')] }));
        await expect(attempt).rejects.toThrow(/UNIQUE/);
        await write.apply({ generation: live, changes: [tally('c')] });
      });
      expect(await tallies()).toEqual(['a', 'c']);
    });

    it('without showing what is under way', async () => {
      await database.write(async (write) => {
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
        expect((await database.checkpoint()).position).toBe(0);
        expect(await database.deadLetters()).toEqual([]);
      });
      expect(await database.checkpoint()).toEqual(at(9));
      expect((await database.generations()).map(({ position }) => position)).toEqual([9]);
    });
  });

  describe('snapshots', () => {
    it('show one commit, whatever is written meanwhile', async () => {
      await insert('a');
      using before = await database.snapshot();
      await insert('b');
      const rows = await before.tables<BoardTables>().selectFrom('tally').select('id').execute();
      expect(rows).toHaveLength(1);
      expect(await tallies()).toEqual(['a', 'b']);
    });

    it('show what was written since the one before, also when that was given back during the write', async () => {
      const taken = await database.snapshot();
      await database.write(async (write) => {
        await write.apply({ generation: live, changes: [tally('a')] });
        taken[Symbol.dispose]();
        expect(await tallies()).toEqual([]);
        await write.setCheckpoint(at(3));
      });
      using after = await database.snapshot();
      expect(after.position).toBe(3);
      expect(await tallies()).toEqual(['a']);
    });

    it('that were given back let the write-ahead log be written over', async () => {
      const many = Array.from({ length: 400 }, (_, index) => `tally-${index}`);
      for (let round = 0; round < 25; round++) {
        await insert(...many.map((id) => `${round} ${id}`.padEnd(1_000, '.')));
        await tallies();
      }
      expect(statSync(`${file}-wal`).size).toBeLessThan(45_000_000);
    });

    it('wait their turn when all are out, and come back in the order of asking', async () => {
      const [one, two] = [await database.snapshot(), await database.snapshot()];
      const order: string[] = [];
      const waiting = ['first', 'second'].map(async (name) => {
        using _snapshot = await database.snapshot();
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
      const snapshot = await database.snapshot();
      snapshot[Symbol.dispose]();
      snapshot[Symbol.dispose]();
      expect(() => snapshot.tables()).toThrow('This snapshot was given back.');
      const [one, two] = [await database.snapshot(), await database.snapshot()];
      await insert('a');
      expect(one.tables()).not.toBe(two.tables());
      for (const each of [one, two]) each[Symbol.dispose]();
    });

    it('are not used up by failures', async () => {
      for (let times = 0; times < 20; times++) {
        using snapshot = await database.snapshot();
        const query = snapshot.tables<{ nowhere: { id: string } }>().selectFrom('nowhere').select('id').execute();
        await expect(query).rejects.toThrow(/no such table/);
      }
      expect(await tallies()).toEqual([]);
    });

    it('are refused to those who ask or wait when the read models close', async () => {
      const [one, two] = [await database.snapshot(), await database.snapshot()];
      const waiting = database.snapshot();
      const refused = expect(waiting).rejects.toThrow(ReadModelsClosedError);
      await database.close();
      await refused;
      await expect(database.snapshot()).rejects.toThrow(ReadModelsClosedError);
      for (const each of [one, two]) each[Symbol.dispose]();
      database = openDatabase();
    });
  });

  describe('generations', () => {
    it('switch all at once: the views show the new tables, the old ones go', async () => {
      await insert('old');
      const next = await database.write((write) =>
        write.createGeneration(board({ version: 2 }), 'building', 0 as Position),
      );
      await database.write((write) => write.apply({ generation: next, changes: [tally('new')] }));
      expect(await tallies()).toEqual(['old']);
      using during = await database.snapshot();
      await database.write((write) => write.activate(board({ version: 2 }), next));
      expect(await during.tables<BoardTables>().selectFrom('tally').select('id').execute()).toEqual([{ id: 'old' }]);
      expect(await tallies()).toEqual(['new']);
      expect(await database.generations()).toMatchObject([{ version: 2, generation: 2, state: 'active' }]);
    });

    it('let a table move to another projection', async () => {
      await insert('old');
      const moved = await database.write((write) =>
        write.createGeneration(board({ name: 'other' }), 'active', 0 as Position),
      );
      await database.write((write) => write.dropGeneration(live));
      await database.write((write) => write.apply({ generation: moved, changes: [tally('new')] }));
      expect(await tallies()).toEqual(['new']);
    });

    it('take their dead letters with them only when they were active', async () => {
      const letter = { position: 3 as Position, stream: 's', type: 't', fault: 'f', recordedAt: 'r' };
      await database.write((write) => write.addDeadLetter({ ...letter, projection: 'board' }));
      const failed = await database.write((write) => write.createGeneration(board(), 'failed', 0 as Position));
      await database.write((write) => write.dropGeneration(failed));
      expect(await database.deadLetters()).toMatchObject([{ projection: 'board', position: 3, attempts: 1 }]);
      await database.write((write) => write.dropGeneration(live));
      expect(await database.deadLetters()).toEqual([]);
    });
  });

  describe('on the disk', () => {
    it('are as they were after a restart', async () => {
      await insert('a');
      await database.write((write) => write.setCheckpoint(at(4)));
      await database.close();
      database = openDatabase();
      expect(await tallies()).toEqual(['a']);
      expect(await database.checkpoint()).toEqual(at(4));
    });

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
