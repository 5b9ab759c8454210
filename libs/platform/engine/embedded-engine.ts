import { join } from 'node:path';
import {
  finishSwitch,
  forgetInReplaced,
  Integrity,
  readKnownCheckpoint,
  readOnlyStore,
  type IntegrityOptions,
} from '#platform/backup';
import type { DomainContext } from '#platform/contexts';
import { lockDataFolder, SqliteEventStore, type EventStore } from '#platform/event-store';
import { localLedgerKeys, type LedgerKeys } from '#platform/ledger';
import { SqliteReadModelDatabase, type ProjectionLog } from '#platform/projections';
import type { WitnessSettings } from '#platform/witness';
import type { LedgerParts } from './engine-ledger.js';
import { Engine } from './engine.js';
import { openSubjectKeys, type SubjectKeySettings } from './engine-keys.js';
import { fingerprintKey } from './fingerprint-key.js';

export interface EmbeddedEngineOptions {
  /** Holds the log, the read models, the evidence ledger and keys. Created when it is not there. */
  readonly dataFolder: string;
  readonly contexts: readonly DomainContext[];
  readonly clock?: () => Date;
  readonly log: ProjectionLog;
  readonly onFault: (error: unknown) => void;
  /** Neither file may grow beyond so many pages of 4,096 bytes: it is then as if its disk were full. */
  readonly maximumPages?: { readonly log?: number; readonly readModels?: number };
  /** Where the keys of data subjects are, and what locks them; by default in the data folder, with a key beside. */
  readonly subjectKeys?: SubjectKeySettings;
  /** What the evidence ledger signs with; by default a key that is made in the data folder, once. */
  readonly ledgerKeys?: LedgerKeys;
  /** How long a partnership's tree may have grown before its checkpoint is put on record, in milliseconds. */
  readonly checkpointIntervalMs?: number;
  /** Who watches over the evidence ledger, and how they are asked; left out, nobody does. */
  readonly witnesses?: WitnessSettings;
  /** What to do about a damaged log, and how the log is looked through in the background. */
  readonly integrity?: EngineIntegrityOptions;
  /** Puts something around the event store, for example what measures its appends. */
  readonly around?: (store: EventStore) => EventStore;
}

export interface EngineIntegrityOptions extends Pick<IntegrityOptions, 'onDamage' | 'recordsPerSecond' | 'pauseMs'> {
  /** Holds a checkpoint of the log that is kept apart from it. */
  readonly knownCheckpointFile?: string;
}

/**
 * Log and read models in one folder, for one process at a time.
 * @throws when the folder is in use, not writable, or written by a newer version
 */
export async function openEmbeddedEngine(options: EmbeddedEngineOptions): Promise<Engine> {
  const folder = lockDataFolder(options.dataFolder);
  const opened: (() => Promise<void> | void)[] = [() => folder.release()];
  try {
    if (finishSwitch(folder.path)) options.log.info({}, 'Finished a restore that was interrupted');
    const clock = options.clock ?? (() => new Date());
    const ledger = ledgerParts(folder.path, options);
    const integrity = new Integrity(integrityOptions(folder.path, clock, options, ledger.keys));
    const key = fingerprintKey(join(folder.path, 'fingerprint.key'));
    const { contexts, log, onFault, maximumPages = {} } = options;
    const store = await SqliteEventStore.open({
      file: join(folder.path, 'log.db'),
      clock,
      ...(maximumPages.log !== undefined && { maximumPages: maximumPages.log }),
    });
    opened.unshift(() => store.close());
    const readModels = new SqliteReadModelDatabase({
      file: join(folder.path, 'read-models.db'),
      projections: contexts.flatMap((context) => context.projections),
      onFault,
      ...(maximumPages.readModels !== undefined && { maximumPages: maximumPages.readModels }),
    });
    opened.unshift(() => readModels.close());
    const keys = await openSubjectKeys({ folder: folder.path, settings: options.subjectKeys ?? {}, clock, onFault });
    opened.unshift(() => keys.close());
    const engine = new Engine({
      contexts,
      store: around(options, integrity.isReadOnly ? readOnlyStore(store) : store),
      readModels,
      fingerprintKey: key,
      keys,
      integrity,
      // Nothing is signed over a log that is damaged.
      ...(!integrity.isReadOnly && { ledger }),
      ...(!integrity.isReadOnly && options.witnesses !== undefined && { witnesses: options.witnesses }),
      clock,
      log,
      onFault,
      release: () => folder.release(),
    });
    engine.erasing.onErased(async (subjects) => forgetInReplaced(folder.path, await keys.fencesOf(subjects)));
    return engine;
  } catch (error) {
    for (const close of opened) await close();
    throw error;
  }
}

function around(options: EmbeddedEngineOptions, store: EventStore): EventStore {
  return options.around?.(store) ?? store;
}

function integrityOptions(
  dataFolder: string,
  clock: () => Date,
  { integrity: { knownCheckpointFile, ...options } = {}, log }: EmbeddedEngineOptions,
  keys: LedgerKeys,
): IntegrityOptions {
  const known = knownCheckpointFile === undefined ? undefined : readKnownCheckpoint(knownCheckpointFile, keys);
  return { ...options, dataFolder, clock, log, ...(known !== undefined && { knownCheckpoint: known }) };
}

function ledgerParts(folder: string, { ledgerKeys, checkpointIntervalMs }: EmbeddedEngineOptions): LedgerParts {
  const file = join(folder, 'ledger.db');
  return {
    file,
    keys: ledgerKeys ?? localLedgerKeys(join(folder, 'ledger.key'), file),
    ...(checkpointIntervalMs !== undefined && { checkpointIntervalMs }),
  };
}
