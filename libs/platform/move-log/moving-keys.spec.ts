import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import type { SubjectId } from '#platform/event-sourcing';
import { DataFolderInUseError, lockDataFolder } from '#platform/event-store';
import { Signals, type PostgresSettings } from '#platform/postgres';
import {
  KeyDamagedError,
  KeyEncryptionKeyError,
  KeyStoreNotEmptyError,
  KeyStoreOfAnotherLogError,
  LocalKeyEncryptionKey,
  PostgresKeyRing,
  SubjectKeyStore,
} from '#platform/privacy';
import { listed } from '../../../test/support/listed.js';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { describeWithPostgresql } from '../../../test/support/with-postgresql.js';
import { moveKeysToFolder, moveKeysToPostgres } from './folder-keys.js';
import { LogInUseError, SourceUnsuitableError } from './move-log.errors.js';
import { sampleFolder } from './sample-log.fixture.js';

const KEK = new LocalKeyEncryptionKey(new Uint8Array(32).fill(7));
const quiet = { error: () => undefined };
const subject = (): SubjectId => `officer-${randomUUID()}` as SubjectId;

interface SampleKeys {
  readonly folder: string;
  readonly kept: readonly SubjectId[];
  readonly ids: ReadonlyMap<SubjectId, string>;
  readonly secrets: ReadonlyMap<SubjectId, Buffer>;
  readonly fenced: SubjectId;
  readonly erased: SubjectId;
  readonly fingerprint: Buffer;
}

/** Keys of which some are wrapped anew, one fenced and one destroyed. */
async function sampleKeys(folder: string): Promise<SampleKeys> {
  mkdirSync(folder);
  const store = await SubjectKeyStore.open({ file: join(folder, 'keys.db'), keyEncryptionKey: KEK });
  const [first, second, fenced, erased] = [subject(), subject(), subject(), subject()];
  await store.prepare([first, fenced, erased]);
  const ids = new Map([first, fenced, erased].map((each) => [each, store.keyFor(each).id]));
  const secrets = new Map([first, fenced, erased].map((each) => [each, store.keyFor(each).key.export()]));
  await store.rotate();
  await store.prepare([second]);
  ids.set(second, store.keyFor(second).id);
  secrets.set(second, store.keyFor(second).key.export());
  await store.fence([fenced, erased], 'erasure-1');
  await store.destroy([erased]);
  await store.close();
  const fingerprint = randomBytes(32);
  writeFileSync(join(folder, 'fingerprint.key'), fingerprint);
  return { folder, kept: [first, second], ids, secrets, fenced, erased, fingerprint };
}

describeWithPostgresql('moving keys', (cluster) => {
  let folder: TemporaryFolder;
  let keys: SampleKeys;
  let settings: PostgresSettings;

  beforeAll(async () => {
    folder = temporaryFolder();
    keys = await sampleKeys(join(folder.path, 'data'));
  });

  beforeEach(async () => {
    settings = { connectionString: await cluster().createDatabase() };
  });

  afterAll(() => folder.remove());

  const there = (changes: Partial<Parameters<typeof moveKeysToPostgres>[0]> = {}) =>
    moveKeysToPostgres({ dataFolder: keys.folder, settings, keyEncryptionKey: KEK, ...changes });
  const back = (name: string) =>
    moveKeysToFolder({ dataFolder: join(folder.path, name), settings, keyEncryptionKey: KEK });

  async function withRing<Result>(work: (ring: PostgresKeyRing) => Promise<Result>, logId?: string): Promise<Result> {
    const signals = new Signals({ settings, log: quiet });
    try {
      const ring = await PostgresKeyRing.open({
        settings,
        signals,
        keyEncryptionKey: KEK,
        log: quiet,
        ...(logId !== undefined && { logId }),
      });
      try {
        return await work(ring);
      } finally {
        await ring.close();
      }
    } finally {
      await signals.stop();
    }
  }

  it('brings every key, fence and the key of fingerprints to PostgreSQL, and destroyed keys as destroyed', async () => {
    expect(await there()).toMatchObject({ keys: 4, fences: 2, repeated: false });
    await withRing(async (ring) => {
      const loaded = await ring.load([...keys.ids.values()]);
      expect(loaded.filter((key) => key !== undefined)).toHaveLength(4);
      for (const each of [...keys.kept, keys.fenced]) {
        expect(ring.keyOf(keys.ids.get(each) ?? '')?.key.export()).toEqual(keys.secrets.get(each));
      }
      expect(ring.keyOf(keys.ids.get(keys.erased) ?? '')).toBeUndefined();
      const fences = await listed(ring.fences());
      expect(fences).toMatchObject(
        [keys.fenced, keys.erased].toSorted().map((each) => ({ subject: each, reference: 'erasure-1' })),
      );
      expect(fences.find((fence) => fence.subject === keys.erased)?.destroyedAt).toEqual(expect.any(String));
      expect(ring.fingerprintKey.export()).toEqual(keys.fingerprint);
      await ring.prepare(keys.kept);
      for (const each of keys.kept) expect(ring.keyFor(each).id).toBe(keys.ids.get(each));
      const fresh = subject();
      await ring.prepare([fresh]);
      expect(ring.keyFor(fresh).subject).toBe(fresh);
      await expect(ring.prepare([keys.fenced]).then(() => ring.keyFor(keys.fenced))).rejects.toThrow();
      await ring.fence(keys.kept, 'erasure-2');
      await ring.destroy(keys.kept);
      expect(await ring.status()).toMatchObject({ destroyedKeys: 3, fences: 4 });
    });
  });

  it('brings them back into a data folder', async () => {
    await there();
    expect(await back('back')).toMatchObject({ keys: 4, fences: 2, repeated: false });
    expect(await back('back')).toMatchObject({ repeated: true });
    const file = join(folder.path, 'back', 'keys.db');
    const store = await SubjectKeyStore.open({ file, keyEncryptionKey: KEK });
    for (const each of [...keys.kept, keys.fenced]) {
      expect(store.keyOf(keys.ids.get(each) ?? '')?.key.export()).toEqual(keys.secrets.get(each));
    }
    expect(store.keyOf(keys.ids.get(keys.erased) ?? '')).toBeUndefined();
    expect(await listed(store.fences())).toHaveLength(2);
    await store.close();
    expect(existsSync(`${file}.moving`)).toBe(false);
  });

  it('does nothing where they are already, and refuses where others are or these were used since', async () => {
    await there();
    expect(await there()).toMatchObject({ keys: 4, repeated: true });
    await withRing((ring) => ring.prepare([subject()]));
    await expect(there()).rejects.toBeInstanceOf(KeyStoreNotEmptyError);
    await expect(back('data')).rejects.toBeInstanceOf(KeyStoreNotEmptyError);
    const others = await sampleKeys(join(folder.path, 'others'));
    await expect(there({ dataFolder: others.folder })).rejects.toBeInstanceOf(KeyStoreNotEmptyError);
  });

  it('takes the place of keys that a store without anything sealed has made', async () => {
    await moveKeysToPostgres({ dataFolder: (await emptyKeys()).folder, settings, keyEncryptionKey: KEK });
    await withRing(async (ring) => expect(ring.fingerprintKey.export()).not.toEqual(keys.fingerprint));
    await there();
    await withRing(async (ring) => expect(ring.fingerprintKey.export()).toEqual(keys.fingerprint));
  });

  describe('is refused', () => {
    it('without the key that locks them, and writes nothing', async () => {
      const keyEncryptionKey = new LocalKeyEncryptionKey(new Uint8Array(32).fill(8));
      await expect(there({ keyEncryptionKey })).rejects.toBeInstanceOf(KeyEncryptionKeyError);
      await expect(moveKeysToPostgres({ dataFolder: keys.folder, settings })).rejects.toBeInstanceOf(
        SourceUnsuitableError,
      );
      expect(await there()).toMatchObject({ repeated: false });
    });

    it('when a key is damaged', async () => {
      const damaged = await sampleKeys(join(folder.path, 'damaged'));
      const database = new Database(join(damaged.folder, 'keys.db'));
      database.exec(`UPDATE key_material SET material = unhex('00000002' || hex(randomblob(40))) WHERE number = 1`);
      database.close();
      await expect(there({ dataFolder: damaged.folder })).rejects.toBeInstanceOf(KeyDamagedError);
    });

    it('into a folder that recognises repeated commands by another key, which stays', async () => {
      await there();
      const used = join(folder.path, 'used');
      mkdirSync(used);
      const fingerprint = randomBytes(32);
      writeFileSync(join(used, 'fingerprint.key'), fingerprint);
      await expect(back('used')).rejects.toBeInstanceOf(KeyStoreNotEmptyError);
      expect(readFileSync(join(used, 'fingerprint.key'))).toEqual(fingerprint);
      expect(existsSync(join(used, 'keys.db'))).toBe(false);
    });

    it('when there is no key store, or one of the two is in use', async () => {
      const missing = there({ dataFolder: join(folder.path, 'nowhere') });
      await expect(missing).rejects.toBeInstanceOf(SourceUnsuitableError);
      const lock = lockDataFolder(keys.folder);
      await expect(there()).rejects.toBeInstanceOf(DataFolderInUseError);
      lock.release();
      await there();
      await withRing(() => expect(there()).rejects.toBeInstanceOf(LogInUseError));
    });
  });

  async function emptyKeys(): Promise<{ readonly folder: string }> {
    const empty = join(folder.path, 'empty');
    mkdirSync(empty);
    await (await SubjectKeyStore.open({ file: join(empty, 'keys.db'), keyEncryptionKey: KEK })).close();
    return { folder: empty };
  }

  it('ties them to the log that lies beside them', async () => {
    const data = await sampleFolder(folder.path, 'with-log', 3);
    const store = await SubjectKeyStore.open({ file: join(data, 'keys.db'), keyEncryptionKey: KEK });
    await store.prepare([subject()]);
    await store.close();
    await there({ dataFolder: data });
    await expect(withRing(async () => undefined, randomUUID())).rejects.toBeInstanceOf(KeyStoreOfAnotherLogError);
  });
});
