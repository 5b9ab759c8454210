import type { PostgresSettings } from '#platform/postgres';
import { describeWithPostgresql } from '../../../../test/support/with-postgresql.js';
import { describeEventStore } from '../event-store.contract.js';
import { newPostgresLog, openPostgresStore } from './postgres-log.fixture.js';

describeWithPostgresql('on a PostgreSQL server', (cluster) => {
  let shared: Promise<PostgresSettings> | undefined;

  describeEventStore('PostgreSQL', {
    capabilities: {
      engine: 'postgresql',
      contiguousPositions: true,
      durable: true,
      eventIdsUniqueAcrossStreams: true,
      severalWriters: true,
    },
    takesClock: true,
    async open(options) {
      // A log whose latest time is today's takes none of the past.
      const settings =
        options.clock === undefined ? await (shared ??= newPostgresLog(cluster())) : await newPostgresLog(cluster());
      let opened = await openPostgresStore(settings, options);
      return {
        store: opened.store,
        async reopen() {
          await opened.close();
          opened = await openPostgresStore(settings, options);
          return opened.store;
        },
        close: () => opened.close(),
      };
    },
  });
});
