import { join } from 'node:path';
import { z } from 'zod';
import { defineEvents, EventCodec, type StoredEvent } from '#platform/event-sourcing';
import { SqliteEventStore, type EventToAppend, type StreamName } from '#platform/event-store';
import { sampleEvent, sampleStreams } from '../append/sample-event.js';
import { defineProgram } from '../fresh-process.js';
import { OTHER_STREAMS, STREAM_EVENTS, type ReadInput } from './read.input.js';

const EVENTS_PER_APPEND = 250;
const encoder = new TextEncoder();
const events = defineEvents('organisations', {
  SiteOpened: { version: 1, description: 'The sample event.', schema: z.object({ name: z.string() }) },
});

/** Reads a stream as a command does: from the store, decoded. @returns events per second */
export const concordatRead = defineProgram(import.meta.url, async ({ folder, reads }: ReadInput): Promise<number> => {
  const store = await SqliteEventStore.open({ file: join(folder, 'log.db') });
  const codec = new EventCodec([events]);
  const streams = sampleStreams(OTHER_STREAMS + 1) as StreamName[];
  for (let first = 0; first < STREAM_EVENTS; first += EVENTS_PER_APPEND) {
    for (const stream of streams) await store.append(stream, 'any', sampleEvents(EVENTS_PER_APPEND));
  }
  const [stream = '' as StreamName] = streams;
  const readAll = async (times: number): Promise<number> => {
    let read = 0;
    for (let time = 0; time < times; time++) {
      const decoded: StoredEvent[] = [];
      for await (const event of store.readStream(stream)) decoded.push(codec.decode(event));
      read += decoded.length;
    }
    return read;
  };
  await readAll(reads);
  const start = performance.now();
  const read = await readAll(reads);
  const seconds = (performance.now() - start) / 1000;
  await store.close();
  return read / seconds;
});

function sampleEvents(count: number): EventToAppend[] {
  return Array.from({ length: count }, () => {
    const { id, type, data, metadata } = sampleEvent();
    return { id: id as EventToAppend['id'], type, data: encoder.encode(data), metadata: encoder.encode(metadata) };
  });
}
