import { hostname } from 'node:os';
import type { DomainContext } from '#platform/contexts';
import { PostgresCoordination } from '#platform/coordination';
import { NumberedEventStore, openEventStoreDb, PostgresEventStore, type EventStore } from '#platform/event-store';
import { PostgresEvidenceExchange } from '#platform/evidence-exchange';
import type { LedgerKeys } from '#platform/ledger';
import { assertKeepsSessions, Signals, type PostgresSettings } from '#platform/postgres';
import { PostgresKeyRing, type PostgresKeyRingOptions } from '#platform/privacy';
import { PostgresReadModelDatabase, SharedProjections, type ProjectionLog } from '#platform/projections';
import type { WitnessSettings } from '#platform/witness';
import { Engine } from './engine.js';
import { Opened } from './opened.js';
import { openScratchFolder, type ScratchFolder } from './scratch-folder.js';
import { claimSharedCoordination, migrateShared, type SharedDatabases } from './shared-schemas.js';

/** Where the log is. */
export type SharedLog =
  | { readonly kind: 'postgresql'; readonly settings: PostgresSettings }
  | { readonly kind: 'eventstoredb'; readonly connectionString: string };

export interface SharedEngineOptions {
  readonly log: SharedLog;
  /** Read models, and what processes tell each other. */
  readonly readModels: PostgresSettings;
  readonly keys: PostgresSettings;
  readonly subjectKeys: Pick<PostgresKeyRingOptions, 'keyEncryptionKey' | 'previousKeyEncryptionKeys' | 'unknownKeys'>;
  readonly ledgerKeys: LedgerKeys;
  /** Whether this process contends for what only one at a time may do; one that does not only serves requests. */
  readonly worker: boolean;
  /** Whether tables are made, or brought up to this version, first. */
  readonly migrate: boolean;
  /** For what this process works out from the log; left out, a temporary one. */
  readonly scratchFolder?: string;
  /** Names this process to operators. Default: its machine and process id. */
  readonly holder?: string;
  readonly contexts: readonly DomainContext[];
  readonly clock?: () => Date;
  readonly report: ProjectionLog;
  readonly onFault: (error: unknown) => void;
  readonly checkpointIntervalMs?: number;
  readonly witnesses?: WitnessSettings;
  /** Puts something around the event store, for example what measures its appends. */
  readonly around?: (store: EventStore) => EventStore;
}

interface Log {
  readonly store: EventStore;
  readonly installationId: string;
}

/**
 * One of any number of processes on the same log.
 * @throws what an operator can remove, as `isForOperator` says, and faults
 */
export async function openSharedEngine(options: SharedEngineOptions): Promise<Engine> {
  const opened = new Opened();
  try {
    const { readModels: settings, report, onFault, worker } = options;
    const holder = options.holder ?? `${hostname()}:${process.pid}`;
    await assertSessions(databasesOf(options));
    if (options.migrate) await migrateShared(databasesOf(options));
    const scratch = openScratchFolder(options.scratchFolder);
    opened.add(() => scratch.release());
    const signals = new SignalsOf(opened, report);
    const { store, installationId } = await openLog(options, scratch, signals);
    opened.add(() => store.close());
    await claimSharedCoordination(settings, installationId);
    const clock = options.clock ?? (() => new Date());
    const keys = await openKeys(options, { signals, holder, clock, installationId });
    opened.add(() => keys.close());
    const onSignals = signals.of(settings);
    const common = { settings, signals: onSignals, log: report };
    const coordination = await PostgresCoordination.open({ ...common, holder, contends: worker });
    opened.add(() => coordination.stop());
    const lease = coordination.lease('read-models');
    const projections = options.contexts.flatMap((context) => context.projections);
    const readModels = await PostgresReadModelDatabase.open({ ...common, projections, lease, onFault });
    opened.add(() => readModels.close());
    await readModels.claim(installationId);
    return new Engine({
      contexts: options.contexts,
      store: options.around?.(store) ?? store,
      readModels,
      keys,
      fingerprintKey: keys.fingerprintKey,
      coordination,
      projections: (running) =>
        new SharedProjections({ ...running, lease, signals: onSignals, requests: coordination.requests }),
      ledger: {
        file: scratch.ledgerFile,
        keys: options.ledgerKeys,
        ...(options.checkpointIntervalMs !== undefined && { checkpointIntervalMs: options.checkpointIntervalMs }),
      },
      evidence: new PostgresEvidenceExchange({ settings, signals: onSignals }),
      ...(options.witnesses !== undefined && { witnesses: options.witnesses }),
      clock,
      log: report,
      onFault,
      release: async () => {
        await signals.stop();
        scratch.release();
      },
    });
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** The databases that `migrateShared` is about. */
export function databasesOf({
  log,
  readModels,
  keys,
}: Pick<SharedEngineOptions, 'log' | 'readModels' | 'keys'>): SharedDatabases {
  return { readModels, keys, ...(log.kind === 'postgresql' && { log: log.settings }) };
}

/** In each database once. @throws PostgresConnectionError */
async function assertSessions(databases: SharedDatabases): Promise<void> {
  const byAddress = new Map(Object.values(databases).map((settings) => [settings.connectionString, settings]));
  for (const settings of byAddress.values()) await assertKeepsSessions(settings);
}

async function openLog(
  { log: at, report, clock, onFault }: SharedEngineOptions,
  scratch: ScratchFolder,
  signals: SignalsOf,
): Promise<Log> {
  const common = { log: report, ...(clock && { clock }) };
  if (at.kind === 'postgresql') {
    const { settings } = at;
    const store = await PostgresEventStore.open({ ...common, settings, signals: signals.of(settings), onFault });
    scratch.belongTo(store.installationId);
    return { store, installationId: store.installationId };
  }
  const below = await openEventStoreDb({ ...common, connectionString: at.connectionString });
  const { installationId } = below;
  try {
    scratch.belongTo(installationId);
    const store = await NumberedEventStore.open({ store: below, file: scratch.ordinalsFile, log: report });
    return { store, installationId };
  } catch (error) {
    await below.close();
    throw error;
  }
}

function openKeys(
  { keys: settings, subjectKeys, report, onFault }: SharedEngineOptions,
  {
    signals,
    installationId,
    ...own
  }: {
    readonly signals: SignalsOf;
    readonly holder: string;
    readonly clock: () => Date;
    readonly installationId: string;
  },
): Promise<PostgresKeyRing> {
  return PostgresKeyRing.open({
    ...subjectKeys,
    ...own,
    settings,
    signals: signals.of(settings),
    logId: installationId,
    onFault,
    log: report,
  });
}

/** One connection that hears of changes for each database. */
class SignalsOf {
  readonly #known = new Map<string, Signals>();

  constructor(
    opened: Opened,
    private readonly log: ProjectionLog,
  ) {
    opened.add(() => this.stop());
  }

  of(settings: PostgresSettings): Signals {
    const known = this.#known.get(settings.connectionString);
    if (known) return known;
    const signals = new Signals({ settings, log: this.log });
    this.#known.set(settings.connectionString, signals);
    signals.start();
    return signals;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#known.values()].map((signals) => signals.stop()));
  }
}
