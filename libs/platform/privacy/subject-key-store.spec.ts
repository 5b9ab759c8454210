import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { SubjectErasedError } from '#platform/event-sourcing';
import { KeyDamagedError, KeyStoreFormatError } from './key-store.errors.js';
import { KeyStoreBench, officer } from './key-store.fixture.js';
import { describeSubjectKeys } from './subject-keys.contract.js';

const ANNE = officer('Anne');
const BEN = officer('Ben');

describeSubjectKeys('in a file', () => new KeyStoreBench());

describe('The keys of data subjects in a file', () => {
  let bench: KeyStoreBench;
  beforeEach(() => {
    bench = new KeyStoreBench();
  });
  afterEach(() => bench.close());

  it('are not made for a subject that is fenced while they are on their way', async () => {
    const keys = await bench.open();
    const preparing = keys.prepare([ANNE, BEN]);
    await keys.fence([ANNE], 'erasure-1');
    await keys.destroy([ANNE]);
    await preparing;
    expect(() => keys.keyFor(ANNE)).toThrow(SubjectErasedError);
    expect(await keys.keysOf(ANNE)).toEqual([]);
    expect(keys.keyFor(BEN)).toBeDefined();
  });

  it('do not seal for a subject that is fenced while its key is written to the disk', async () => {
    const keys = await bench.open();
    const preparing = keys.prepare([ANNE]);
    while ((await keys.keysOf(ANNE)).length === 0) await setImmediate();
    await keys.fence([ANNE], 'erasure-1');
    await preparing;
    expect(() => keys.keyFor(ANNE)).toThrow(SubjectErasedError);
  });

  it('tell a key that was never theirs from one that they destroyed', async () => {
    const keys = await bench.open();
    expect(keys.keyOf('A'.repeat(32))).toBeUndefined();
    expect(await keys.status()).toMatchObject({ unknownKeys: 1 });
  });

  it('do not open when they were exchanged in the file', async () => {
    const keys = await bench.open();
    await keys.prepare([ANNE, BEN]);
    await keys.close();
    const file = new Database(bench.file);
    file.exec(
      `UPDATE key_material SET material = (SELECT material FROM key_material WHERE number = 2) WHERE number = 1`,
    );
    file.close();
    const again = await bench.open();
    expect(() => again.keyFor(ANNE)).toThrow(KeyDamagedError);
    expect(again.keyFor(BEN)).toBeDefined();
  });

  it('are not looked for in a file that is something else', async () => {
    writeFileSync(
      bench.file,
      'something else that is longer than the header of a database, to be sure of it, and more',
    );
    await expect(bench.open()).rejects.toThrow(KeyStoreFormatError);
    const other = new Database(`${bench.file}.other`);
    other.exec('CREATE TABLE event (id TEXT)');
    other.close();
    await expect(bench.open({ file: `${bench.file}.other` })).rejects.toThrow('is not a Concordat key store');
  });
});
