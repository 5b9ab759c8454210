/**
 * A projection of one row per stream, built from the start of the log by emmett-postgresql: with its projection of raw
 * SQL, which needs half the round trips of its projections of documents. Run by the benchmark, never by hand.
 */
import { randomUUID } from 'node:crypto';
import { SQL } from '@event-driven-io/dumbo';
import {
  getPostgreSQLEventStore,
  postgreSQLRawBatchSQLProjection,
  rebuildPostgreSQLProjections,
} from '@event-driven-io/emmett-postgresql';

const EVENTS_PER_APPEND = 100;

async function measure({ connectionString, events, streams }) {
  const store = getPostgreSQLEventStore(connectionString);
  await store.schema.migrate();
  const names = Array.from({ length: streams }, () => `site-${randomUUID()}`);
  for (let written = 0; written < events; written += EVENTS_PER_APPEND) {
    const visits = Array.from({ length: EVENTS_PER_APPEND }, (_, index) => ({
      type: 'SiteVisited',
      data: { site: names[(written + index) % streams], minutes: 1, note: 'Loading bay and racking inspected' },
    }));
    await store.appendToStream(names[(written / EVENTS_PER_APPEND) % streams], visits);
  }
  await store.close();
  const consumer = rebuildPostgreSQLProjections({
    connectionString,
    projections: [visitsProjection()],
    pulling: { batchSize: 1_000, pullingFrequencyInMs: 1 },
  });
  const start = performance.now();
  await consumer.start();
  const seconds = (performance.now() - start) / 1000;
  await consumer.close();
  return events / seconds;
}

function visitsProjection() {
  return postgreSQLRawBatchSQLProjection({
    name: 'site_visits',
    canHandle: ['SiteVisited'],
    init: () =>
      SQL`create table if not exists site_visits (id text primary key, visits bigint, minutes bigint, note text)`,
    evolve: (batch) =>
      batch.map(
        ({ data: { site, minutes, note } }) =>
          SQL`insert into site_visits values (${site}, 1, ${minutes}, ${note}) on conflict (id) do update
            set visits = site_visits.visits + 1, minutes = site_visits.minutes + excluded.minutes, note = excluded.note`,
      ),
  });
}

measure(JSON.parse(process.argv[2])).then(
  (result) => process.send({ result }, () => process.exit(0)),
  (error) => process.send({ failure: error.stack ?? String(error) }, () => process.exit(1)),
);
