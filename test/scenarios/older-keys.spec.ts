import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Engine } from '#platform/engine';
import { filesWith, openEngine, prepareErasure, SECRET } from '../faults/erasure/prepared-erasure.js';
import { listed } from '../support/listed.js';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.js';

/** The data folder of a service whose erasure is completed, and the keys from before it. */
describe('A key store that is older than the record', () => {
  let folder: TemporaryFolder;
  const data = () => join(folder.path, 'data');
  const kept = () => join(folder.path, 'kept');
  const using = async <Result>(work: (engine: Engine) => Promise<Result>): Promise<Result> => {
    const engine = await openEngine(data());
    try {
      return await work(engine);
    } finally {
      await engine.stop();
    }
  };
  const noticesOf = async (engine: Engine) =>
    engine.integrityStatus(await engine.store.head())?.notices.map(({ kind, text }) => `${kind}: ${text}`);

  beforeEach(async () => {
    folder = temporaryFolder();
    await prepareErasure(data());
    mkdirSync(kept());
    cpSync(join(data(), 'keys.db'), join(kept(), 'keys.db'));
    await using((engine) => engine.effects.runDue());
  }, 120_000);
  afterEach(() => folder.remove());

  const putKeysBack = () => {
    for (const name of readdirSync(data())) if (name.startsWith('keys.db')) rmSync(join(data(), name));
    cpSync(join(kept(), 'keys.db'), join(data(), 'keys.db'));
  };

  it.each([
    ['stay', () => undefined],
    ['are built with it', () => rmSync(join(data(), 'read-models.db'))],
  ])(
    'forgets again what is on record as erased before anything is served, where the read models %s',
    async (_, prepare) => {
      expect(await using(noticesOf)).toEqual([]);
      putKeysBack();
      prepare();
      await using(async (engine) => {
        expect(await noticesOf(engine)).toEqual([
          expect.stringMatching(/^KEYS_OLDER: An erasure that is on record had not been carried out/),
        ]);
        expect((await listed(engine.subjectKeys.fences())).every(({ destroyedAt }) => destroyedAt !== null)).toBe(true);
      });
      expect(filesWith(data(), SECRET)).toEqual([]);
      expect(await using(async (engine) => engine.subjectKeys.status())).toMatchObject({ awaitingDestruction: 0 });
    },
    120_000,
  );

  it('is noticed when it lacks keys that the last events are sealed with', async () => {
    rmSync(join(data(), 'keys.id'));
    for (const name of readdirSync(data())) if (name.startsWith('keys.db')) rmSync(join(data(), name));
    await using(async (engine) => {
      expect((await noticesOf(engine))?.join('\n')).toMatch(
        /KEYS_OLDER: \d+ of the last 1000 events are sealed with keys that the key store never held/,
      );
    });
  }, 120_000);
});
