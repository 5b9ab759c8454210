import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openEmbeddedEngine, openSharedEngine, type EmbeddedEngineOptions, type Engine } from '#platform/engine';
import { localLedgerKeys } from '#platform/ledger';
import { LocalKeyEncryptionKey } from '#platform/privacy';
import { EventStoreDouble } from '../eventstoredb/event-store-double.js';
import { testEngineKind, type TestEngineKind } from './test-engine.kind.js';
import { createTestDatabase, type TestDatabase } from './test-postgresql.js';

export type TestEngineOptions = Omit<EmbeddedEngineOptions, 'dataFolder'>;

/** Where a scenario's service keeps everything, from one start to the next. */
export interface EngineHome {
  readonly kind: TestEngineKind;
  open(options: TestEngineOptions): Promise<Engine>;
  remove(): Promise<void>;
}

/** @param dataFolder empty; whoever made it removes it */
export async function makeEngineHome(dataFolder: string, kind = testEngineKind()): Promise<EngineHome> {
  switch (kind) {
    case 'embedded':
      return {
        kind,
        open: (options) => openEmbeddedEngine({ ...options, dataFolder }),
        remove: async () => undefined,
      };
    case 'postgresql':
      return sharedHome(kind, dataFolder, await createTestDatabase(), undefined);
    case 'eventstoredb':
      return sharedHome(kind, dataFolder, await createTestDatabase(), await EventStoreDouble.start());
  }
}

/** One process that does everything, as a small site runs it. */
function sharedHome(
  kind: TestEngineKind,
  dataFolder: string,
  database: TestDatabase,
  double: EventStoreDouble | undefined,
): EngineHome {
  const settings = { connectionString: database.connectionString, poolSize: 4 };
  const keyEncryptionKey = new LocalKeyEncryptionKey(randomBytes(32));
  const ledgerKeys = localLedgerKeys(join(dataFolder, 'ledger.key'), join(dataFolder, 'ledger.db'));
  let migrated = false;
  return {
    kind,
    open: async ({ log: report, maximumPages, ...options }) => {
      if (maximumPages !== undefined && Object.keys(maximumPages).length > 0) {
        throw new Error(`A scenario about full disks runs on the embedded engine, not on ${kind}.`);
      }
      const engine = await openSharedEngine({
        ledgerKeys,
        ...options,
        log: double
          ? { kind: 'eventstoredb', connectionString: double.connectionString }
          : { kind: 'postgresql', settings },
        readModels: settings,
        keys: settings,
        subjectKeys: { keyEncryptionKey },
        worker: true,
        migrate: !migrated,
        scratchFolder: join(dataFolder, 'scratch'),
        report,
      });
      migrated = true;
      return engine;
    },
    remove: async () => {
      double?.kill();
      await database.drop();
    },
  };
}
