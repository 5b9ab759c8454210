import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { lockDataFolder } from '#platform/event-store';
import { LocalKeyEncryptionKey, SubjectKeyStore } from '#platform/privacy';
import { deriveUuid } from '#platform/values';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { BackupError } from './backup.errors.js';
import { erasuresOf, writeErasures } from './erasures.js';
import { readFenceList } from './fence-list.js';
import { forgetInBackup } from './forget.js';
import { forgetInReplaced } from './forget-replaced.js';
import { makeBackup } from './make-backup.js';
import { restore, type RestoreOptions } from './restore.js';
import { sampleLog } from './sample-log.fixture.js';

const NOW = new Date('2026-05-01T12:00:00.000Z');
const KEK = new LocalKeyEncryptionKey(Buffer.alloc(32, 7));
const officer = (name: string) => `officer-${deriveUuid('officer', name)}`;
const ANNE = officer('Anne');
/** Enough keys for pages to be divided. */
const SUBJECTS = [...Array.from({ length: 300 }, (_, number) => officer(`Officer ${number}`)), ANNE];

describe('Keys in backups', () => {
  let folder: TemporaryFolder;
  const at = (name: string) => join(folder.path, name);
  const withKeys = async (file: string, work: (keys: SubjectKeyStore) => Promise<void> | void) => {
    const keys = await SubjectKeyStore.open({ file, keyEncryptionKey: KEK });
    try {
      await work(keys);
    } finally {
      await keys.close();
    }
  };
  beforeEach(async () => {
    folder = temporaryFolder();
    lockDataFolder(at('data')).release();
    await sampleLog(at('data/log.db'), 8);
    await withKeys(at('data/keys.db'), (keys) => keys.prepare(SUBJECTS));
    makeBackup({ dataFolder: at('data'), to: at('backup'), keysTo: at('keys'), now: NOW });
  });
  afterEach(() => folder.remove());

  const erase = (reference = 'erasure-1') =>
    withKeys(at('data/keys.db'), async (keys) => {
      await keys.fence([ANNE], reference);
      await keys.destroy([ANNE]);
    });
  const putBack = (options: Partial<RestoreOptions> = {}) =>
    restore({
      from: at('backup'),
      keysFrom: at('keys'),
      dataFolder: at('data'),
      until: { kind: 'end' },
      now: NOW,
      ...options,
    });
  const wrappedKeyOf = (file: string, subject: string): Buffer => {
    const database = new Database(file, { readonly: true });
    const query = 'SELECT material FROM key_material JOIN subject_key USING (number) WHERE subject = ?';
    const material = database.prepare<[string], Buffer>(query).pluck().get(subject);
    database.close();
    return material?.subarray(4) ?? Buffer.alloc(0);
  };
  const bytesIn = (name: string) =>
    Buffer.concat(
      readdirSync(at(name), { recursive: true }).flatMap((file) => contentOf(at(join(name, String(file))))),
    );
  const contentOf = (file: string): Buffer[] => {
    try {
      return [readFileSync(file)];
    } catch {
      return [];
    }
  };
  const statesIn = async (file: string) => {
    const states: unknown[] = [];
    await withKeys(file, async (keys) => {
      states.push(
        (await keys.keysOf(ANNE))[0]?.state,
        (await keys.fencesOf([ANNE]))[0]?.reference,
        (await keys.keysOf(officer('Officer 7')))[0]?.state,
      );
    });
    return states;
  };

  it('are not among the record', () => {
    expect(bytesIn('keys').includes(wrappedKeyOf(at('data/keys.db'), ANNE))).toBe(true);
    expect(bytesIn('backup').includes(wrappedKeyOf(at('data/keys.db'), ANNE))).toBe(false);
  });

  it('are restored without those of whom was erased since, as the replaced folder says', async () => {
    const wrapped = wrappedKeyOf(at('data/keys.db'), ANNE);
    await erase();
    const { restored, replaced } = putBack();
    expect(restored.fences).toEqual({ from: 'replaced-keys', count: 1 });
    expect(await statesIn(at('data/keys.db'))).toEqual(['DESTROYED', 'erasure-1', 'ACTIVE']);
    rmSync(replaced, { recursive: true });
    expect(bytesIn('data').includes(wrapped)).toBe(false);
  });

  it('stay as they are in the data folder when no backup of them is named', async () => {
    await erase();
    const { restored } = putBack({ keysFrom: undefined } as unknown as Partial<RestoreOptions>);
    expect(restored).toMatchObject({ keys: 'kept', fences: { from: 'kept-keys', count: 1 } });
    expect(await statesIn(at('data/keys.db'))).toEqual(['DESTROYED', 'erasure-1', 'ACTIVE']);
  });

  const withoutKeysFrom = { keysFrom: undefined } as unknown as Partial<RestoreOptions>;

  it.each<[string, () => void]>([
    ['are gone', () => rmSync(at('data/keys.db'))],
    ['cannot be read', () => writeFileSync(at('data/keys.db'), 'x'.repeat(5000))],
  ])('do not stay in the data folder when they %s, which is said', (_, damage) => {
    writeFileSync(at('data/keys.id'), 'the store\n');
    damage();
    expect(() => putBack(withoutKeysFrom)).toThrow(/holds no keys that can be read .*data\/keys\.db/);
    const { restored, replaced } = putBack({ ...withoutKeysFrom, withoutKeys: true });
    expect(restored.keys).toBe('none');
    expect(readdirSync(replaced)).toContain('keys.id');
    expect(existsSync(at('data/keys.id'))).toBe(false);
  });

  it('are forgotten too in what a restore set aside, and where that cannot be it is said', async () => {
    const wrapped = wrappedKeyOf(at('data/keys.db'), ANNE);
    const { replaced } = putBack();
    expect(readFileSync(join(replaced, 'keys.db')).includes(wrapped)).toBe(true);
    await erase();
    const { fences } = erasuresOf(at('data'), NOW);
    forgetInReplaced(at('data'), fences);
    forgetInReplaced(at('data'), fences);
    expect(bytesIn('data').includes(wrapped)).toBe(false);
    writeFileSync(join(replaced, 'keys.db'), 'x'.repeat(5000));
    expect(() => forgetInReplaced(at('data'), fences)).toThrow(/keys cannot be destroyed in it: delete it/);
  });

  it('are not restored where nothing says who was erased, unless that is said', async () => {
    await erase();
    const list = erasuresOf(at('data'), NOW);
    writeErasures(at('fences.json'), list);
    rmSync(at('data'), { recursive: true });
    expect(() => putBack()).toThrow(/does not say who was erased after the backup of 2026-05-01/);
    expect(putBack({ fences: at('fences.json') }).restored.fences).toEqual({ from: 'file', count: 1 });
    expect(await statesIn(at('data/keys.db'))).toEqual(['DESTROYED', 'erasure-1', 'ACTIVE']);
    const unknowing = putBack({ dataFolder: at('elsewhere'), withoutFences: true });
    expect(unknowing.restored.fences).toEqual({ from: 'none', count: 0 });
    expect(await statesIn(at('elsewhere/keys.db'))).toEqual(['ACTIVE', undefined, 'ACTIVE']);
  });

  it('are not restored with a list of another installation, or with what is no list', async () => {
    const list = erasuresOf(at('data'), NOW);
    writeErasures(at('other.json'), { ...list, installation: '00000000-0000-4000-8000-000000000000' });
    expect(() => putBack({ fences: at('other.json') })).toThrow(/is of another installation/);
    writeErasures(at('old.json'), { ...list, listedAt: '2026-05-01T11:59:59.999Z' });
    expect(() => putBack({ fences: at('old.json') })).toThrow(/before the keys were copied .*2026-05-01T12/);
    writeFileSync(at('none.json'), '[]');
    expect(() => putBack({ fences: at('none.json') })).toThrow(/is not a list of erasures/);
    expect(() => putBack({ fences: at('nothing.json') })).toThrow(/cannot be read/);
    expect(() => writeErasures(at('other.json'), list)).toThrow(/is there already/);
    expect(() => writeErasures(at('nowhere/list.json'), list)).toThrow(/^The list of erasures was not written: ENOENT/);
    expect(() => erasuresOf(at('backup'), NOW)).toThrow(/There is no key store/);
    expect(readFenceList(at('backup/fences.json'), list.installation).fences).toEqual([]);
  });

  it('can be forgotten in a backup, in every byte, more than once, and the backup stays whole', async () => {
    const wrapped = SUBJECTS.map((subject) => wrappedKeyOf(at('data/keys.db'), subject));
    await withKeys(at('data/keys.db'), async (keys) => {
      await keys.fence(SUBJECTS, 'erasure-1');
      await keys.destroy(SUBJECTS);
    });
    const { fences } = erasuresOf(at('data'), NOW);
    const all = SUBJECTS.length;
    expect(forgetInBackup(at('keys'), fences, NOW)).toEqual({ destroyed: all, fences: all });
    expect(forgetInBackup(at('keys'), fences, NOW)).toEqual({ destroyed: 0, fences: all });
    const bytes = bytesIn('keys');
    expect(wrapped.filter((key) => bytes.includes(key))).toEqual([]);
    rmSync(at('data'), { recursive: true });
    putBack({ withoutFences: true });
    expect(await statesIn(at('data/keys.db'))).toEqual(['DESTROYED', 'erasure-1', 'DESTROYED']);
  });

  it('are not forgotten in a backup that is damaged: it would look whole afterwards', async () => {
    await erase();
    const { fences } = erasuresOf(at('data'), NOW);
    appendFileSync(at('keys/keys.db'), 'x');
    for (const _ of [1, 2]) expect(() => forgetInBackup(at('keys'), fences, NOW)).toThrow(/is damaged: keys\.db has/);
  });

  it('can be forgotten again after it was interrupted: until then the backup is not whole', async () => {
    await erase();
    const { fences } = erasuresOf(at('data'), NOW);
    const manifest = readFileSync(at('keys/backup.json'), 'utf8');
    forgetInBackup(at('keys'), fences, NOW);
    writeFileSync(at('keys/backup.json'), manifest.replace('"format": 1', '"format": 1, "forgetting": true'));
    expect(() => putBack()).toThrow(/was interrupted\. Run concordat backup forget/);
    forgetInBackup(at('keys'), fences, NOW);
    expect(() => putBack()).not.toThrow();
    expect(() => forgetInBackup(at('backup'), fences, NOW)).toThrow(BackupError);
  });
});
