import { migrate, openPool, Signals, type PostgresSettings } from '#platform/postgres';
import type { PostgresqlCluster } from '../../../../test/support/postgresql-cluster.js';
import { logSchema } from './log-schema.js';
import { PostgresEventStore, type PostgresEventStoreOptions } from './postgres-event-store.js';

const NO_LOG = { info: () => undefined, error: () => undefined };

/** An empty log in a database of its own. */
export async function newPostgresLog(cluster: PostgresqlCluster): Promise<PostgresSettings> {
  const settings = { connectionString: await cluster.createDatabase() };
  const pool = openPool(settings, 'migrations');
  await migrate(pool, logSchema);
  await pool.end();
  return settings;
}

export type TestStoreOptions = Partial<PostgresEventStoreOptions> & {
  /** How often a store looks although it heard nothing, in milliseconds. */
  readonly lookEveryMs?: number;
  /** It never hears anything. */
  readonly isDeaf?: boolean;
};

/** As a process of its own would have it. */
export interface TestStore extends AsyncDisposable {
  readonly store: PostgresEventStore;
  close(): Promise<void>;
}

export async function openPostgresStore(
  settings: PostgresSettings,
  { lookEveryMs, isDeaf = false, ...options }: TestStoreOptions = {},
): Promise<TestStore> {
  const signals = new Signals({ settings, log: NO_LOG, ...(lookEveryMs !== undefined && { lookEveryMs }) });
  if (!isDeaf) signals.start();
  try {
    const store = await PostgresEventStore.open({ settings, signals, log: NO_LOG, ...options });
    const close = async (): Promise<void> => {
      await store.close();
      await signals.stop();
    };
    return { store, close, [Symbol.asyncDispose]: close };
  } catch (error) {
    await signals.stop();
    throw error;
  }
}

/** Waits until a query in the database gives a row. */
export async function untilThereIs(
  cluster: PostgresqlCluster,
  query: string,
  settings: PostgresSettings,
): Promise<Record<string, unknown>> {
  for (;;) {
    const [row] = await cluster.query(query, settings.connectionString);
    if (row !== undefined) return row;
  }
}
