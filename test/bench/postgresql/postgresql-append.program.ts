import type { EventToAppend, StreamName } from '#platform/event-store';
import { makeLog, openLog } from '../../faults/postgres/postgres-logs.js';
import { STREAMS } from '../append/append.input.js';
import { sampleEvent, sampleStreams } from '../append/sample-event.js';
import { defineProgram } from '../fresh-process.js';

/** What every store on PostgreSQL is asked to do, in an empty database. */
export interface PostgresqlAppendInput {
  readonly connectionString: string;
  /** Events to append, besides a tenth as many before the clock starts. */
  readonly events: number;
  /** Each waits for its append before the next. */
  readonly writers: number;
  readonly eventsPerAppend: number;
}

const encoder = new TextEncoder();

export function eventToAppend(): EventToAppend {
  const { id, type, data, metadata } = sampleEvent();
  return { id: id as EventToAppend['id'], type, data: encoder.encode(data), metadata: encoder.encode(metadata) };
}

/** @returns events per second of the shared log */
export const postgresqlAppend = defineProgram(
  import.meta.url,
  async (input: PostgresqlAppendInput): Promise<number> => {
    const { connectionString, events, writers, eventsPerAppend } = input;
    await makeLog(connectionString);
    const { store, close } = await openLog({ connectionString });
    const streams = sampleStreams(STREAMS) as StreamName[];
    let appended = 0;
    let next = 0;
    const write = async (end: number): Promise<void> => {
      while (appended < end) {
        const stream = streams[next++ % STREAMS];
        appended += eventsPerAppend;
        if (stream !== undefined)
          await store.append(stream, 'any', Array.from({ length: eventsPerAppend }, eventToAppend));
      }
    };
    const append = async (count: number): Promise<void> => {
      const end = appended + count;
      await Promise.all(Array.from({ length: writers }, () => write(end)));
    };
    await append(Math.max(writers * eventsPerAppend, Math.floor(events / 10)));
    const before = appended;
    const start = performance.now();
    await append(events);
    const seconds = (performance.now() - start) / 1000;
    await close();
    return (appended - before) / seconds;
  },
);
