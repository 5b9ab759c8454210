import { join } from 'node:path';
import { SqliteEventStore, type EventToAppend, type StreamName } from '#platform/event-store';
import { defineProgram } from '../fresh-process.js';
import { STREAMS, warmUpEvents, type AppendInput } from './append.input.js';
import { sampleEvent, sampleStreams } from './sample-event.js';

const encoder = new TextEncoder();

function eventToAppend(): EventToAppend {
  const { id, type, data, metadata } = sampleEvent();
  return { id: id as EventToAppend['id'], type, data: encoder.encode(data), metadata: encoder.encode(metadata) };
}

/** @returns events per second of the embedded store; each append is acknowledged after its commit */
export const concordatAppend = defineProgram(import.meta.url, async (input: AppendInput): Promise<number> => {
  const store = await SqliteEventStore.open({ file: join(input.folder, 'log.db') });
  const streams = sampleStreams(STREAMS) as StreamName[];
  let next = 0;
  const write = async (end: number): Promise<void> => {
    while (next < end) {
      const stream = streams[next++ % STREAMS];
      if (stream !== undefined) await store.append(stream, 'any', [eventToAppend()]);
    }
  };
  const append = async (count: number): Promise<void> => {
    const end = next + count;
    await Promise.all(Array.from({ length: input.writers }, () => write(end)));
  };
  await append(warmUpEvents(input));
  const before = next;
  const start = performance.now();
  await append(input.events);
  const seconds = (performance.now() - start) / 1000;
  const events = next - before;
  await store.close();
  return events / seconds;
});
