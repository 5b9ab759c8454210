import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { SubjectErasedError } from '#platform/event-sourcing';
import { KeyDamagedError, KeyStoreClosedError, KeyStoreFormatError, NotFencedError } from './key-store.errors.js';
import { listed } from '../../../test/support/listed.js';
import { KeyStoreBench, officer } from './key-store.fixture.js';

const ANNE = officer('Anne');
const BEN = officer('Ben');

describe('The keys of data subjects', () => {
  let bench: KeyStoreBench;
  beforeEach(() => {
    bench = new KeyStoreBench();
  });
  afterEach(() => bench.close());

  it('are made once for each subject, and are there again after a restart', async () => {
    const keys = await bench.open();
    await keys.prepare([ANNE, BEN, ANNE]);
    const { id } = keys.keyFor(ANNE);
    expect(keys.keyFor(BEN).id).not.toBe(id);
    await keys.prepare([ANNE]);
    await keys.close();
    const again = await bench.open();
    await again.prepare([ANNE]);
    expect(again.keyFor(ANNE)).toMatchObject({ id, subject: ANNE });
    expect(again.keyOf(id)?.key.equals(keys.keyFor.call(again, ANNE).key)).toBe(true);
    expect(await again.keysOf(ANNE)).toEqual([
      { id, subject: ANNE, createdAt: expect.stringMatching(/^2026-01-01T/), state: 'ACTIVE' },
    ]);
  });

  it('are made together for those who ask at the same time, each once', async () => {
    const keys = await bench.open();
    const names = Array.from({ length: 50 }, (_, index) => officer(String(index)));
    const asking = names.map((name) => keys.prepare([name, ANNE]));
    await Promise.all([...asking, keys.prepare([ANNE]), keys.prepare(names)]);
    expect(await keys.status()).toMatchObject({ subjectKeys: 51 });
    expect(
      new Set(
        (await Promise.all(names.map((name) => keys.keysOf(name)))).flatMap((own) =>
          own.map(({ createdAt }) => createdAt),
        ),
      ).size,
    ).toBe(1);
  });

  it('are not there for somebody who was not prepared for', async () => {
    const keys = await bench.open();
    expect(() => keys.keyFor(ANNE)).toThrow(`No key was prepared for ${ANNE}.`);
  });

  it('are refused from the fence on, and read until they are destroyed', async () => {
    const keys = await bench.open();
    await keys.prepare([ANNE]);
    const { id } = keys.keyFor(ANNE);
    await keys.fence([ANNE, BEN], 'erasure-1');
    for (const subject of [ANNE, BEN]) {
      await expect(keys.prepare([subject])).rejects.toThrow(SubjectErasedError);
      expect(() => keys.keyFor(subject)).toThrow(`The personal data of ${subject} was erased (erasure-1)`);
    }
    expect(keys.keyOf(id)).toBeDefined();
    await keys.destroy([ANNE, BEN]);
    expect(keys.keyOf(id)).toBeUndefined();
    expect(await keys.keysOf(ANNE)).toMatchObject([{ id, state: 'DESTROYED' }]);
    expect(await keys.status()).toMatchObject({ subjectKeys: 0, destroyedKeys: 1, fences: 2, unknownKeys: 0 });
  });

  it('make none at all when one of the subjects is erased', async () => {
    const keys = await bench.open();
    await keys.fence([ANNE], 'erasure-1');
    await expect(keys.prepare([BEN, ANNE])).rejects.toThrow(SubjectErasedError);
    expect(await keys.keysOf(BEN)).toEqual([]);
  });

  it('are not destroyed without a fence, not even those that have one', async () => {
    const keys = await bench.open();
    await keys.prepare([ANNE, BEN]);
    await keys.fence([ANNE], 'erasure-1');
    await expect(keys.destroy([ANNE, BEN])).rejects.toThrow(NotFencedError);
    expect(await keys.keysOf(ANNE)).toMatchObject([{ state: 'ACTIVE' }]);
  });

  it('may be fenced and destroyed again: the first reference and times stay', async () => {
    const keys = await bench.open();
    await keys.prepare([ANNE]);
    await keys.fence([ANNE], 'erasure-1');
    await keys.destroy([ANNE]);
    const [fence] = await keys.fencesOf([ANNE]);
    expect(fence).toEqual({
      subject: ANNE,
      reference: 'erasure-1',
      fencedAt: expect.any(String),
      destroyedAt: expect.any(String),
    });
    await keys.fence([ANNE], 'erasure-2');
    await keys.destroy([ANNE]);
    expect(await listed(keys.fences())).toEqual([fence]);
  });

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

  it('take over the fences of another store: those under way, and those that are done', async () => {
    const keys = await bench.open();
    await keys.prepare([ANNE, BEN]);
    await keys.replayFences([
      { subject: ANNE, reference: 'erasure-1', fencedAt: '2025-01-01T00:00:00.000Z', destroyedAt: null },
      {
        subject: BEN,
        reference: 'erasure-2',
        fencedAt: '2025-01-01T00:00:00.000Z',
        destroyedAt: '2025-01-02T00:00:00Z',
      },
    ]);
    expect(await keys.keysOf(ANNE)).toMatchObject([{ state: 'ACTIVE' }]);
    expect(await keys.keysOf(BEN)).toMatchObject([{ state: 'DESTROYED' }]);
    expect(await keys.status()).toMatchObject({ fences: 2, awaitingDestruction: 1 });
    await expect(keys.prepare([ANNE])).rejects.toThrow('erasure-1');
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

  it('are closed once, and say so', async () => {
    const keys = await bench.open();
    await keys.close();
    await keys.close();
    await expect(keys.prepare([ANNE])).rejects.toThrow(KeyStoreClosedError);
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
