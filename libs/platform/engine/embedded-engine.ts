import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DomainContext } from '#platform/contexts';
import { lockDataFolder, SqliteEventStore } from '#platform/event-store';
import { SqliteReadModelDatabase, type ProjectionLog } from '#platform/projections';
import { Engine } from './engine.js';

export interface EmbeddedEngineOptions {
  /** Holds the log, the read models and the fingerprint key. Created when it is not there. */
  readonly dataFolder: string;
  readonly contexts: readonly DomainContext[];
  readonly clock?: () => Date;
  readonly log: ProjectionLog;
  readonly onFault: (error: unknown) => void;
}

/**
 * Log and read models in one folder, for one process at a time.
 * @throws when the folder is in use, not writable, or written by a newer version
 */
export async function openEmbeddedEngine(options: EmbeddedEngineOptions): Promise<Engine> {
  const folder = lockDataFolder(options.dataFolder);
  const clock = options.clock ?? (() => new Date());
  try {
    const store = await SqliteEventStore.open({ file: join(folder.path, 'log.db'), clock });
    const projections = options.contexts.flatMap((context) => context.projections);
    const readModels = new SqliteReadModelDatabase({ file: join(folder.path, 'read-models.db'), projections });
    return new Engine({
      contexts: options.contexts,
      store,
      readModels,
      fingerprintKey: fingerprintKey(join(folder.path, 'fingerprint.key')),
      clock,
      log: options.log,
      onFault: options.onFault,
      release: () => folder.release(),
    });
  } catch (error) {
    folder.release();
    throw error;
  }
}

/** Made once per data folder. Without it, a repeated command is taken for a reused key and refused. */
function fingerprintKey(file: string): KeyObject {
  try {
    writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isFileExists(error)) throw error;
  }
  return createSecretKey(readFileSync(file));
}

function isFileExists(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
