import { join } from 'node:path';
import type { DomainContext } from '#platform/contexts';
import { lockDataFolder, SqliteEventStore, type EventStore } from '#platform/event-store';
import { SqliteReadModelDatabase, type ProjectionLog } from '#platform/projections';
import { Engine } from './engine.js';
import { fingerprintKey } from './fingerprint-key.js';

export interface EmbeddedEngineOptions {
  /** Holds the log, the read models and the fingerprint key. Created when it is not there. */
  readonly dataFolder: string;
  readonly contexts: readonly DomainContext[];
  readonly clock?: () => Date;
  readonly log: ProjectionLog;
  readonly onFault: (error: unknown) => void;
  /** Puts something around the event store, for example what measures its appends. */
  readonly around?: (store: EventStore) => EventStore;
}

/**
 * Log and read models in one folder, for one process at a time.
 * @throws when the folder is in use, not writable, or written by a newer version
 */
export async function openEmbeddedEngine(options: EmbeddedEngineOptions): Promise<Engine> {
  const folder = lockDataFolder(options.dataFolder);
  const opened: (() => Promise<void> | void)[] = [() => folder.release()];
  try {
    const clock = options.clock ?? (() => new Date());
    const key = fingerprintKey(join(folder.path, 'fingerprint.key'));
    const store = await SqliteEventStore.open({ file: join(folder.path, 'log.db'), clock });
    opened.unshift(() => store.close());
    const projections = options.contexts.flatMap((context) => context.projections);
    const readModels = new SqliteReadModelDatabase({ file: join(folder.path, 'read-models.db'), projections });
    opened.unshift(() => readModels.close());
    const { contexts, log, onFault } = options;
    return new Engine({
      contexts,
      store: options.around?.(store) ?? store,
      readModels,
      fingerprintKey: key,
      clock,
      log,
      onFault,
      release: () => folder.release(),
    });
  } catch (error) {
    for (const close of opened) await close();
    throw error;
  }
}
