/** Ends the writer thread behind the store's back while an append is under way. Its first argument is the log file. */
import type { Worker } from 'node:worker_threads';
import { SqliteEventStore } from '../../../libs/platform/event-store/index.js';
import { plannedAppend } from './append-plan.js';

let writer: Worker | undefined;
process.on('worker', (worker) => {
  writer = worker;
});

const store = await SqliteEventStore.open({ file: JSON.parse(process.argv[2] ?? '""') as string });
for (let index = 0; index < 100; index += 1) {
  const { stream, expected, events } = plannedAppend('ending writer', 0, index);
  const appended = store.append(stream, expected, events);
  if (index === 50) void writer?.terminate();
  await appended;
}
