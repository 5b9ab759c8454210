import { createSecretKey } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { START, MemoryEventStore } from '#platform/event-store';
import { LocalKeyEncryptionKey, SubjectKeyStore, type DestructionListener } from '#platform/privacy';
import { SqliteReadModelDatabase } from '#platform/projections';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { Engine } from './engine.js';
import { openTallies, talliesContext } from './tallies-context.fixture.js';

const quiet = { info: () => undefined, error: () => undefined };

describe('An engine whose keys are shared', () => {
  let folder: TemporaryFolder;
  let keys: SubjectKeyStore;
  let engine: Engine;
  const listeners: DestructionListener[] = [];
  beforeEach(async () => {
    folder = temporaryFolder();
    const keyEncryptionKey = new LocalKeyEncryptionKey(Buffer.alloc(32, 1));
    keys = await SubjectKeyStore.open({ file: join(folder.path, 'keys.db'), keyEncryptionKey });
    const shared = Object.assign(keys, {
      load: async () => [],
      onDestroyed: (listener: DestructionListener) => void listeners.push(listener),
    });
    engine = new Engine({
      contexts: [talliesContext()],
      store: new MemoryEventStore(),
      readModels: new SqliteReadModelDatabase({
        file: join(folder.path, 'read-models.db'),
        projections: [openTallies],
      }),
      fingerprintKey: createSecretKey(Buffer.alloc(32)),
      keys: shared,
      clock: () => new Date(),
      log: quiet,
      onFault: () => undefined,
      release: () => undefined,
    });
  });
  afterEach(async () => {
    await engine.stop();
    folder.remove();
  });

  it('lets go of what was read when another process erases', async () => {
    const told: (readonly string[])[] = [];
    engine.erasing.onErased((subjects) => void told.push(subjects));
    expect(listeners).toHaveLength(1);
    for (const listener of listeners) await listener(['officer-1']);
    expect(told).toEqual([['officer-1']]);
  });

  it('hands out events whose keys are loaded', async () => {
    expect(engine.store.constructor.name).toBe('KeyLoadingEventStore');
    for await (const _event of engine.store.readAll({ after: START })) throw new Error('There is none.');
  });
});
