import { migrate, openPool, Signals, type PostgresSettings } from '#platform/postgres';
import type { PostgresqlCluster } from '../../../../test/support/postgresql-cluster.js';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { describeEventStore } from '../event-store.contract.js';
import { logSchema } from './log-schema.js';
import { PostgresEventStore } from './postgres-event-store.js';

const log = { info: () => undefined, error: () => undefined };

describeWithPostgresql('on a PostgreSQL server', (cluster) => {
  let shared: Promise<PostgresSettings> | undefined;

  describeEventStore('PostgreSQL', {
    capabilities: {
      engine: 'postgres',
      contiguousPositions: true,
      durable: true,
      eventIdsUniqueAcrossStreams: true,
      severalWriters: true,
    },
    takesClock: true,
    async open(options) {
      // A log whose latest time is today's takes none of the past.
      const settings = options.clock === undefined ? await (shared ??= newLog(cluster())) : await newLog(cluster());
      const signals = new Signals({ settings, log });
      signals.start();
      let store = await PostgresEventStore.open({ ...options, settings, signals, log });
      return {
        store,
        async reopen() {
          await store.close();
          store = await PostgresEventStore.open({ ...options, settings, signals, log });
          return store;
        },
        async close() {
          await store.close();
          await signals.stop();
        },
      };
    },
  });
});

async function newLog(cluster: PostgresqlCluster): Promise<PostgresSettings> {
  const settings = { connectionString: await cluster.createDatabase() };
  const pool = openPool(settings, 'migrations');
  await migrate(pool, logSchema);
  await pool.end();
  return settings;
}
