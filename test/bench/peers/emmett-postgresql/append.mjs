/**
 * The same work as `test/bench/append/concordat-append.program.ts` on emmett-postgresql: events spread over 100
 * streams, each writer waiting for its append before the next. Two writers that begin one stream at the same time are refused
 * there, so each has streams of its own. Run by the benchmark, never by hand.
 */
import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { sampleEvent } from '../../../../dist/test/bench/append/sample-event.js';

const STREAMS = 100;

async function measure({ connectionString, events, writers, eventsPerAppend = 1 }) {
  const store = getPostgreSQLEventStore(connectionString);
  await store.schema.migrate();
  const streams = Array.from({ length: STREAMS }, () => `site-${randomUUID()}`);
  let next = 0;
  const write = async (own, end) => {
    for (let turn = 0; next < end; turn += 1) {
      const batch = Array.from({ length: eventsPerAppend }, event);
      next += eventsPerAppend;
      await store.appendToStream(own[turn % own.length], batch);
    }
  };
  const append = async (count) => {
    const end = next + count;
    const ownOf = (writer) => streams.filter((_, index) => index % writers === writer);
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(ownOf(writer), end)));
  };
  await append(Math.max(writers * eventsPerAppend, Math.floor(events / 10)));
  const before = next;
  const start = performance.now();
  await append(events);
  const seconds = (performance.now() - start) / 1000;
  const appended = next - before;
  await store.close();
  return appended / seconds;
}

function event() {
  const { type, data, metadata } = sampleEvent();
  return { type, data: JSON.parse(data), metadata: JSON.parse(metadata) };
}

measure(JSON.parse(process.argv[2])).then(
  (result) => process.send({ result }, () => process.exit(0)),
  (error) => process.send({ failure: error.stack ?? String(error) }, () => process.exit(1)),
);
