import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContextDefinitionError, type DomainContext } from '#platform/contexts';
import { MemoryEventStore, DataFolderInUseError, lockDataFolder } from '#platform/event-store';
import { RebuildFailedError, SqliteReadModelDatabase, type Projection } from '#platform/projections';
import { createSecretKey } from 'node:crypto';
import { openEmbeddedEngine } from './embedded-engine.js';
import { Engine } from './engine.js';
import { engineBench } from './engine-bench.fixture.js';
import { FingerprintKeyError } from './fingerprint-key.js';
import { openTallies, talliesContext } from './tallies-context.fixture.js';

const quiet = { info: () => undefined, error: () => undefined };

describe('The embedded engine', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-engine-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (contexts: readonly DomainContext[] = [talliesContext()]) =>
    openEmbeddedEngine({ dataFolder: folder, contexts, log: quiet, onFault: () => undefined });
  const folderIsFree = () => lockDataFolder(folder).release();

  it('keeps a folder to itself until it stops', async () => {
    const engine = await open();
    await expect(open()).rejects.toThrow(DataFolderInUseError);
    await engine.start();
    await engine.stop();
    folderIsFree();
  });

  it('may be told to stop twice, and without having started', async () => {
    const engine = await open();
    await Promise.all([engine.stop(), engine.stop()]);
    await engine.stop();
    folderIsFree();
  });

  it('gives everything back when it cannot be opened', async () => {
    await expect(open([talliesContext(), talliesContext()])).rejects.toThrow(ContextDefinitionError);
    folderIsFree();
    truncateSync(join(folder, 'fingerprint.key'), 7);
    await expect(open()).rejects.toThrow(FingerprintKeyError);
    folderIsFree();
  });

  it('gives everything back when it cannot start', async () => {
    const bench = await engineBench();
    await bench.open('a', '2007-01-01T00:00:00.000Z');
    const broken: Projection = {
      ...openTallies,
      version: 2,
      handlers: new Map([
        [
          'tallies.TallyOpened',
          () => {
            throw new Error('broken');
          },
        ],
      ]),
    };
    await expect(bench.restart([{ ...talliesContext(), projections: [broken] }])).rejects.toThrow(RebuildFailedError);
    lockDataFolder(bench.folder).release();
    await bench.restart();
    await bench.close();
  });

  it('makes its key once, for nobody else to read', async () => {
    await (await open()).stop();
    const file = join(folder, 'fingerprint.key');
    const key = readFileSync(file);
    expect(key).toHaveLength(32);
    expect(statSync(file).mode & 0o077).toBe(0);
    await (await open()).stop();
    expect(readFileSync(file)).toEqual(key);
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('closes its other parts when one of them fails to stop, and says so', async () => {
    const file = join(folder, 'read-models.db');
    const readModels = new SqliteReadModelDatabase({ file, projections: [openTallies] });
    const closed: string[] = [];
    const store = new MemoryEventStore();
    store.close = () => Promise.reject(new Error('The log does not close.'));
    const close = readModels.close.bind(readModels);
    readModels.close = async () => {
      await close();
      closed.push('read models');
    };
    const engine = new Engine({
      contexts: [talliesContext()],
      store,
      readModels,
      fingerprintKey: createSecretKey(Buffer.alloc(32)),
      clock: () => new Date(),
      log: quiet,
      onFault: () => undefined,
      release: () => void closed.push('folder'),
    });
    await engine.start();
    await expect(engine.stop()).rejects.toMatchObject({
      message: 'The engine did not stop cleanly.',
      errors: [new Error('The log does not close.')],
    });
    expect(closed).toEqual(['read models', 'folder']);
  });
});
