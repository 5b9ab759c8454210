import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { moveDurably } from '#platform/backup';
import {
  lockDataFolder,
  LogImport,
  SqliteEventStore,
  type LockedDataFolder,
  type RecordedEvent,
} from '#platform/event-store';
import { LedgerInspection } from '#platform/ledger';
import { SourceUnsuitableError } from './move-log.errors.js';
import type { LogSource, LogTarget, SignedBeside } from './moved-log.port.js';

const LOG = 'log.db';
/** Under this name no service takes it for its log. */
const HALF_COPIED = 'log.db.moving';

/**
 * The log of a data folder that no service uses.
 * @throws SourceUnsuitableError, DataFolderInUseError, and what keeps the log from being opened
 */
export async function openEmbeddedSource(dataFolder: string): Promise<LogSource> {
  if (!existsSync(join(dataFolder, LOG))) {
    throw new SourceUnsuitableError(`There is no event log in ${dataFolder}. Name the data folder of a service.`);
  }
  const folder = lockDataFolder(dataFolder);
  try {
    const store = await SqliteEventStore.open({ file: join(folder.path, LOG) });
    return {
      place: folder.path,
      installationId: store.installationId,
      ...signedIn(folder.path),
      head: () => store.head(),
      read: (after, limit) => store.readAll({ after, ...(limit !== undefined && { limit }) }),
      close: async () => {
        await store.close();
        folder.release();
      },
    };
  } catch (error) {
    folder.release();
    throw error;
  }
}

/**
 * A data folder that is empty, or that an earlier run has begun to fill.
 * @throws DataFolderInUseError, DataFolderNotWritableError, EventLogFormatError
 */
export function openEmbeddedTarget(dataFolder: string): LogTarget {
  const folder = lockDataFolder(dataFolder);
  try {
    return new EmbeddedTarget(folder);
  } catch (error) {
    folder.release();
    throw error;
  }
}

class EmbeddedTarget implements LogTarget {
  readonly place: string;
  readonly #isFinished: boolean;
  readonly #log: LogImport;
  #isClosed = false;

  constructor(private readonly folder: LockedDataFolder) {
    this.place = folder.path;
    // What is in the place of a log is looked at as one: it may be what an earlier run has finished.
    this.#isFinished = existsSync(join(folder.path, LOG));
    this.#log = new LogImport(join(folder.path, this.#isFinished ? LOG : HALF_COPIED));
  }

  get installationId(): string {
    return this.#log.installationId;
  }

  head: LogTarget['head'] = async () => this.#log.head;

  read: LogTarget['read'] = (after, limit) => this.#log.read(after, limit);

  async adopt(installationId: string): Promise<void> {
    this.#log.adopt(installationId);
  }

  async take(events: readonly RecordedEvent[]): Promise<void> {
    this.#log.take(events);
  }

  async finish(): Promise<void> {
    this.#closeLog();
    if (!this.#isFinished) moveDurably(join(this.folder.path, HALF_COPIED), join(this.folder.path, LOG));
  }

  async close(): Promise<void> {
    this.#closeLog();
    this.folder.release();
  }

  #closeLog(): void {
    if (!this.#isClosed) this.#log.close();
    this.#isClosed = true;
  }
}

/** The newest checkpoint of the ledger beside the log. Without a ledger there is none to compare with. */
function signedIn(dataFolder: string): SignedBeside {
  const file = join(dataFolder, 'ledger.db');
  if (!existsSync(file)) return { signedRoots: [], notCompared: `There is no ledger ${file}` };
  const ledger = new LedgerInspection(file);
  try {
    const checkpoint = ledger.checkpoint();
    return checkpoint === undefined
      ? { signedRoots: [], notCompared: `The ledger ${file} has signed nothing yet` }
      : { signedRoots: [{ ...checkpoint, by: `the checkpoint in ${file}` }] };
  } finally {
    ledger.close();
  }
}
