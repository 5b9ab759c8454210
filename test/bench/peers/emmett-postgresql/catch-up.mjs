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
  const sites = Array.from({ length: streams }, () => `site-${randomUUID()}`);
  const opened = sites.map((site) => ({ type: 'SiteOpened', data: { site } }));
  const visited = Array.from({ length: events - streams }, (_, index) => ({
    type: 'SiteVisited',
    data: { site: sites[index % streams], minutes: 1, note: 'Loading bay and racking inspected' },
  }));
  const all = [...opened, ...visited];
  for (let first = 0; first < events; first += EVENTS_PER_APPEND) {
    await store.appendToStream(`visits-${randomUUID()}`, all.slice(first, first + EVENTS_PER_APPEND));
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
    canHandle: ['SiteOpened', 'SiteVisited'],
    init: () =>
      SQL`create table if not exists site_visits (id text primary key, visits bigint, minutes bigint, note text)`,
    evolve: (batch) => batch.map(changeFor),
  });
}

function changeFor({ type, data: { site, minutes, note } }) {
  if (type === 'SiteOpened') return SQL`insert into site_visits values (${site}, 0, 0, '')`;
  return SQL`update site_visits set visits = visits + 1, minutes = minutes + ${minutes}, note = ${note} where id = ${site}`;
}

measure(JSON.parse(process.argv[2])).then(
  (result) => process.send({ result }, () => process.exit(0)),
  (error) => process.send({ failure: error.stack ?? String(error) }, () => process.exit(1)),
);
