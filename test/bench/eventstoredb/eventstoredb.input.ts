import { sampleEvent } from '../append/sample-event.js';

/** What the adapter and the bare client are asked to do alike. */
export interface EventStoreDbInput {
  readonly connectionString: string;
  /** Appends that are measured, besides a tenth as many before the clock starts. */
  readonly appends: number;
  readonly eventsPerAppend: number;
  /** Each with streams of its own, and waiting for its append before the next. */
  readonly writers: number;
}

export interface EventStoreDbFigures {
  /** Events appended in a second. */
  readonly appended: number;
  /** Events read in a second, each stream by itself. */
  readonly read: number;
  /** Microseconds of this process's CPU for an event: what other processes do falls on it least. */
  readonly cpu: { readonly appended: number; readonly read: number };
}

/** Appends of one writer go to a new stream after so many: a stream of a service is not endless. */
export const APPENDS_PER_STREAM = 50;

const encoder = new TextEncoder();

export interface SampleBytes {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export function sampleEvents(count: number): SampleBytes[] {
  return Array.from({ length: count }, () => {
    const { id, type, data, metadata } = sampleEvent();
    return { id, type, data: encoder.encode(data), metadata: encoder.encode(metadata) };
  });
}

/** Writes with all writers, then reads the streams one after the other. */
export async function measureWriters(
  { appends, eventsPerAppend, writers }: EventStoreDbInput,
  append: (stream: string, index: number) => Promise<unknown>,
  newStream: () => string,
  readStream: (stream: string) => Promise<number>,
): Promise<EventStoreDbFigures> {
  const streams = new Set<string>();
  let remaining = 0;
  const write = async (): Promise<void> => {
    for (let index = 0, stream = ''; remaining > 0; index += 1) {
      remaining -= 1;
      if (index % APPENDS_PER_STREAM === 0) streams.add((stream = newStream()));
      await append(stream, index % APPENDS_PER_STREAM);
    }
  };
  const run = async (count: number): Promise<Measured> => {
    remaining = count;
    return measured(() => Promise.all(Array.from({ length: writers }, write)));
  };
  await run(Math.max(writers, Math.floor(appends / 10)));
  const appending = await run(appends);
  let read = 0;
  const reading = await measured(async () => {
    for (const stream of streams) read += await readStream(stream);
  });
  const appended = appends * eventsPerAppend;
  return {
    appended: appended / appending.seconds,
    read: read / reading.seconds,
    cpu: { appended: appending.cpuMicroseconds / appended, read: reading.cpuMicroseconds / read },
  };
}

interface Measured {
  readonly seconds: number;
  readonly cpuMicroseconds: number;
}

async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - start) / 1000, cpuMicroseconds: user + system };
}
