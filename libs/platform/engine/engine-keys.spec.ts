import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataFolder } from '#platform/event-store';
import { KeyEncryptionKeyError, KeyStoreMissingError, LocalKeyEncryptionKey } from '#platform/privacy';
import { openEmbeddedEngine } from './embedded-engine.js';
import type { SubjectKeySettings } from './engine-keys.js';
import { isForOperator } from './start-faults.js';
import { talliesContext } from './tallies-context.fixture.js';

const quiet = { info: () => undefined, error: () => undefined };

describe('The key store of an embedded engine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-engine-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (subjectKeys: SubjectKeySettings = {}) =>
    openEmbeddedEngine({
      dataFolder: join(folder, 'data'),
      contexts: [talliesContext()],
      log: quiet,
      onFault: () => undefined,
      subjectKeys,
    });
  const idOf = async (settings?: SubjectKeySettings) => {
    const engine = await open(settings);
    const { storeId } = await engine.subjectKeys.status();
    await engine.stop();
    return storeId;
  };

  it('is made in the data folder with a key beside, for nobody else to read', async () => {
    const id = await idOf();
    expect(await idOf()).toBe(id);
    expect(readFileSync(join(folder, 'data', 'keys.id'), 'utf8')).toBe(`${id}\n`);
    for (const file of ['keys.db', 'key-encryption.key']) {
      expect(statSync(join(folder, 'data', file)).mode & 0o077).toBe(0);
    }
  });

  it('may be elsewhere, locked with a key from outside', async () => {
    const keyEncryptionKey = new LocalKeyEncryptionKey(Buffer.alloc(32, 1));
    const file = join(folder, 'elsewhere.db');
    const id = await idOf({ file, keyEncryptionKey });
    expect(await idOf({ file, keyEncryptionKey })).toBe(id);
    const wrong = idOf({ file, keyEncryptionKey: new LocalKeyEncryptionKey(Buffer.alloc(32, 2)) });
    await expect(wrong).rejects.toThrow(KeyEncryptionKeyError);
    await expect(wrong.catch((error: unknown) => isForOperator(error))).resolves.toBe(true);
    lockDataFolder(join(folder, 'data')).release();
  });

  it('is never locked anew when its key-encryption key is lost', async () => {
    const id = await idOf();
    const key = join(folder, 'data', 'key-encryption.key');
    renameSync(key, join(folder, 'moved.key'));
    await expect(idOf()).rejects.toThrow(KeyEncryptionKeyError);
    await expect(idOf()).rejects.toThrow(/is locked, and there is no key-encryption key: neither/);
    expect(existsSync(key)).toBe(false);
    renameSync(join(folder, 'moved.key'), key);
    expect(await idOf()).toBe(id);
  });

  it('is missed when it is not there any more, or is another one', async () => {
    await idOf();
    const moved = join(folder, 'moved.db');
    renameSync(join(folder, 'data', 'keys.db'), moved);
    await expect(idOf()).rejects.toThrow(KeyStoreMissingError);
    await expect(idOf()).rejects.toThrow('There is no key store');
    await expect(idOf({ file: moved })).resolves.toEqual(expect.any(String));
    const other = join(folder, 'other.db');
    rmSync(join(folder, 'data', 'keys.id'));
    await idOf({ file: other });
    await expect(idOf({ file: moved })).rejects.toThrow('is not the one that this data folder was used with');
  });
});
