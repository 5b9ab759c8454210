import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { EventLogFormatError } from '#platform/event-store';
import { GrowingTree } from '#platform/ledger';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { NO_HASHES } from './ledger-comparison.js';
import type { LogFault } from './log-fault.js';
import { checkedWhole, sampleLog, type SampleLog } from './sample-log.fixture.js';

describe('The check of a whole log', () => {
  let folder: TemporaryFolder;
  let original: string;
  let file: string;
  let sample: SampleLog;
  beforeAll(async () => {
    folder = temporaryFolder();
    original = join(folder.path, 'original.db');
    sample = await sampleLog(original, 200);
  });
  afterAll(() => folder.remove());
  beforeEach(() => restoreFile());

  let copies = 0;
  /** A file of a new name each time: a file beside which SQLite's companions of another stand would be damaged. */
  const restoreFile = (): void => {
    file = join(folder.path, `log-${(copies += 1)}.db`);
    copyFileSync(original, file);
  };

  const faults = (hashes = sample.hashes) => checkedWhole(file, hashes).faults;
  const natures = (found: readonly LogFault[]) => found.map(({ nature, position }) => [nature, position]);
  /** As somebody who may write the file and knows how to take the triggers off. */
  const edit = (sql: string): void => {
    const database = new Database(file);
    const triggers = database.prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    );
    const guards = triggers.all();
    for (const { name } of guards) database.exec(`DROP TRIGGER ${name}`);
    database.exec(sql);
    for (const guard of guards) database.exec(guard.sql);
    database.close();
  };
  const moveUp = (from: number) =>
    `UPDATE events SET position = -position WHERE position > ${from}; UPDATE events SET position = -position - 1 WHERE position < 0;`;

  it('finds nothing wrong with a sound log, and looks at everything', () => {
    const count = sample.events.length;
    expect(checkedWhole(file, sample.hashes)).toEqual({ head: count, checked: count, compared: count, faults: [] });
    expect(checkedWhole(file, NO_HASHES)).toMatchObject({ checked: count, compared: 0, faults: [] });
  });

  it('finds a record that was altered, though the file is in order', () => {
    edit(`UPDATE events SET data = CAST(replace(CAST(data AS TEXT), 'DD1', 'DD2') AS BLOB) WHERE position = 17`);
    expect(natures(faults(NO_HASHES))).toEqual([]);
    expect(natures(faults())).toEqual([['altered', 17]]);
  });

  it.each(['recorded_at', 'id', 'type', 'stream'])('finds a changed %s', (column) => {
    const changed = { recorded_at: '2001-01-01T00:00:00.000Z', id: '00000000-0000-4000-8000-000000000000' };
    const value = column in changed ? `'${changed[column as keyof typeof changed]}'` : `${column} || ''`;
    edit(
      `UPDATE events SET ${column} = ${column === 'type' ? "'organisations.SiteClosed.v1'" : value} WHERE position = 40`,
    );
    if (column === 'stream')
      edit(`UPDATE events SET stream = 'organisation-00000000-0000-4000-8000-000000000000' WHERE position = 40`);
    expect(natures(faults())).toContainEqual(['altered', 40]);
  });

  it('finds a record that was deleted, with and without the gap being closed', () => {
    edit('DELETE FROM events WHERE position = 23');
    expect(natures(faults())).toContainEqual(['missing', 23]);
    restoreFile();
    edit(`DELETE FROM events WHERE position = 23; ${moveUp(23)}`);
    expect(natures(faults())).toContainEqual(['removed', 23]);
    expect(natures(faults())).toContainEqual(['truncated', sample.events.length]);
  });

  it('finds a record that was put in', () => {
    edit(`UPDATE events SET position = -position WHERE position >= 31; UPDATE events SET position = -position + 1 WHERE position < 0;
      INSERT INTO events SELECT 31, 'organisation-00000000-0000-4000-8000-000000000001', 0, '00000000-0000-4000-8000-000000000002',
        type, recorded_at, data, metadata FROM events WHERE position = 30`);
    expect(natures(faults())).toEqual([['inserted', 31]]);
  });

  it('finds two records that changed places, and says where each belongs', () => {
    edit(`UPDATE events SET position = -1 WHERE position = 12; UPDATE events SET position = 12 WHERE position = 90;
      UPDATE events SET position = 90 WHERE position = -1`);
    const swapped = faults().filter(({ nature }) => nature === 'swapped');
    expect(natures(swapped)).toEqual([
      ['swapped', 12],
      ['swapped', 90],
    ]);
    expect(swapped[0]?.text).toMatch(/it belongs at position 90\.$/);
  });

  it('finds that the guards against changes were taken off, and that a type is not listed', () => {
    const database = new Database(file);
    database.exec("DROP TRIGGER events_are_never_deleted; UPDATE event_types SET type = 'organisations.Other.v1'");
    database.close();
    const texts = faults().map(({ text }) => text);
    expect(texts).toContain(
      'The definition of events_are_never_deleted in the log file is not the one that belongs there.',
    );
    expect(texts).toContain('The type organisations.SiteAdded.v1 of position 1 is missing in the list of types.');
  });

  it('finds, also without the help of SQLite, that an index leads elsewhere', () => {
    const { id, position } = sample.events[50] ?? { id: '', position: 0 };
    const bytes = readFileSync(file);
    for (let at = bytes.indexOf(id); at !== -1; at = bytes.indexOf(id, at + 1)) {
      const isRecord = bytes.subarray(at + id.length).toString('latin1', 0, 14) === 'organisations.';
      // The last letter, so that the index stays in order.
      const last = at + id.length - 1;
      if (!isRecord) bytes[last] = (bytes[last] ?? 0) ^ 1;
    }
    writeFileSync(file, bytes);
    expect(natures(checkedWhole(file, sample.hashes, [], 'structure').faults)).toEqual([['misindexed', position]]);
  });

  it('finds that the end is gone', () => {
    edit('DELETE FROM events WHERE position > 300');
    expect(natures(faults())).toEqual([['truncated', 301]]);
    expect(natures(faults(NO_HASHES))).toEqual([]);
  });

  it('finds that the file was cut off', () => {
    truncateSync(file, Math.floor(readFileSync(file).length / 2 / 4096) * 4096);
    expect(natures(faults())).toEqual([['truncated', null]]);
    expect(faults()[0]?.text).toMatch(/it has \d+ pages of the \d+ that it had/);
  });

  it('finds that log and ledger were rewritten together, by a checkpoint that somebody kept', () => {
    const tree = new GrowingTree();
    for (const leaf of sample.hashes.leaves(1, 256)) tree.append(leaf);
    const kept = [{ size: 256, root: tree.root(), by: 'a kept checkpoint' }];
    expect(checkedWhole(file, NO_HASHES, kept).faults).toEqual([]);
    edit(`UPDATE events SET data = CAST(replace(CAST(data AS TEXT), 'DD1', 'DD2') AS BLOB) WHERE position = 17`);
    expect(checkedWhole(file, NO_HASHES, kept).faults).toEqual([
      {
        nature: 'altered',
        position: null,
        text: 'The first 256 events are not those that a kept checkpoint commits to: one of them was altered, left out or added.',
      },
    ]);
  });

  it('finds every bit that is flipped in what the records say', () => {
    const bytes = readFileSync(original);
    const missed: number[] = [];
    for (const { data, position } of sample.events.filter((_, index) => index % 9 === 0)) {
      restoreFile();
      const flipped = Buffer.from(bytes);
      // Where pages were split, there are remains of records that are elsewhere by now.
      for (let at = bytes.indexOf(data); at !== -1; at = bytes.indexOf(data, at + 1)) {
        const flip = at + (position % data.length);
        flipped[flip] = (flipped[flip] ?? 0) ^ (1 << (position % 8));
      }
      writeFileSync(file, flipped);
      if (!faults().some((fault) => fault.position === position)) missed.push(position);
    }
    expect(missed).toEqual([]);
  });

  it('finds any bit that is flipped anywhere in the file, unless nothing is kept there', () => {
    const seed = Number(process.env['CONCORDAT_FAULT_SEED'] ?? Date.now() % 2 ** 31);
    process.stdout.write(`flipped bits: CONCORDAT_FAULT_SEED=${seed}\n`);
    const bytes = readFileSync(original);
    for (const bit of fc.sample(fc.noBias(fc.nat(bytes.length * 8 - 1)), { numRuns: 60, seed })) {
      restoreFile();
      const flipped = Buffer.from(bytes);
      const at = Math.floor(bit / 8);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit % 8));
      writeFileSync(file, flipped);
      expect([bit, isFound() || isUnchanged()]).toEqual([bit, true]);
    }
  });

  /** A log that is said to be of another kind or version is refused, which finds it too. */
  function isFound(): boolean {
    try {
      return faults().length > 0;
    } catch (error) {
      return error instanceof EventLogFormatError;
    }
  }

  /** Everything that the service reads from the file, but for the name of the installation. */
  function isUnchanged(): boolean {
    const [one, other] = [original, file].map((name) => {
      const database = new Database(name, { readonly: true });
      const all = ['events', 'event_types'].map((table) => database.prepare(`SELECT * FROM ${table}`).all());
      const byStream = database.prepare('SELECT position FROM events ORDER BY stream, revision').all();
      database.close();
      return JSON.stringify([all, byStream]);
    });
    return one === other;
  }
});
