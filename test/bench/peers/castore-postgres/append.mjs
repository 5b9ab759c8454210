/**
 * The same work as the benchmarks of this project's own logs on castore-postgres: events spread over 100 streams, each
 * writer waiting for its append before the next. The caller numbers events itself there, so each writer has streams
 * of its own. Run by the benchmark, never by hand.
 */
import { randomUUID } from 'node:crypto';
import { PostgresEventStorageAdapter } from '@castore/event-storage-adapter-postgres';
import { sampleEvent } from '../../../../dist/test/bench/append/sample-event.js';

const STREAMS = 100;
const EVENT_STORE = 'sites';

async function measure({ connectionString, events, writers, eventsPerAppend = 1 }) {
  await PostgresEventStorageAdapter.createEventTable({ connectionString });
  const store = new PostgresEventStorageAdapter({ connectionString });
  const writer = writersOf(store, writers, eventsPerAppend);
  await writer.append(Math.max(writers * eventsPerAppend, Math.floor(events / 10)));
  const before = writer.appended;
  const start = performance.now();
  await writer.append(events);
  const seconds = (performance.now() - start) / 1000;
  return (writer.appended - before) / seconds;
}

function writersOf(store, writers, eventsPerAppend) {
  const streams = Array.from({ length: STREAMS }, () => ({ aggregateId: randomUUID(), version: 0 }));
  let appended = 0;
  const write = async (own, next, end) => {
    while (appended < end) {
      const stream = own[next++ % own.length];
      appended += eventsPerAppend;
      await push(store, stream, eventsPerAppend);
    }
  };
  return {
    get appended() {
      return appended;
    },
    append: (count) => {
      const end = appended + count;
      const ownOf = (writer) => streams.filter((_, index) => index % writers === writer);
      return Promise.all(Array.from({ length: writers }, (_, writer) => write(ownOf(writer), 0, end)));
    },
  };
}

function push(store, stream, eventsPerAppend) {
  const events = Array.from({ length: eventsPerAppend }, () => {
    const { type, data, metadata } = sampleEvent();
    const { aggregateId } = stream;
    return { aggregateId, version: ++stream.version, type, payload: JSON.parse(data), metadata: JSON.parse(metadata) };
  });
  if (events.length === 1) return store.pushEvent(events[0], { eventStoreId: EVENT_STORE });
  const grouped = events.map((event) =>
    Object.assign(store.groupEvent(event), { context: { eventStoreId: EVENT_STORE } }),
  );
  return store.pushEventGroup({}, ...grouped);
}

measure(JSON.parse(process.argv[2])).then(
  (result) => process.send({ result }, () => process.exit(0)),
  (error) => process.send({ failure: error.stack ?? String(error) }, () => process.exit(1)),
);
