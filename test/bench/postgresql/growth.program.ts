import type { EventId, EventStore, EventToAppend, StreamName } from '#platform/event-store';
import { makeLog, openLog } from '../../faults/postgres/postgres-logs.js';
import { sampleStreams } from '../append/sample-event.js';
import { median } from '../benchmark.js';
import { defineProgram } from '../fresh-process.js';
import { eventToAppend } from './postgresql-append.program.js';

export interface GrowthInput {
  readonly connectionString: string;
  /** Events are appended until the log has so many. */
  readonly upTo: number;
}

/** Medians, in milliseconds. */
export interface GrowthResult {
  readonly appendMs: number;
  readonly readMs: number;
  readonly lookUpMs: number;
}

const EVENTS_PER_STREAM = 100;
const APPENDS_AT_ONCE = 16;
const MEASURED = 1_000;

export const growth = defineProgram(import.meta.url, async (input: GrowthInput): Promise<GrowthResult> => {
  const { connectionString, upTo } = input;
  await makeLog(connectionString);
  const { store, close } = await openLog({ connectionString });
  const sample = await grow(store, upTo);
  const result = {
    appendMs: await medianMs(async () => {
      const [stream] = sampleStreams(1) as StreamName[];
      if (stream !== undefined) await store.append(stream, 'none', [eventToAppend()]);
    }),
    readMs: await medianMs(async (round) => {
      const { stream } = pick(sample, round);
      let count = 0;
      for await (const _ of store.readStream(stream)) count += 1;
      if (count !== EVENTS_PER_STREAM) throw new Error(`${stream} has ${count} events.`);
    }),
    lookUpMs: await medianMs(async (round) => void (await store.positionOf(pick(sample, round).id))),
  };
  await close();
  return result;
});

interface Written {
  readonly stream: StreamName;
  readonly id: EventId;
}

/** @returns some of what was written, spread over all of it */
async function grow(store: EventStore, upTo: number): Promise<readonly Written[]> {
  const missing = Math.max(0, Math.ceil((upTo - (await store.head())) / EVENTS_PER_STREAM));
  const keep = Math.max(1, Math.floor(missing / MEASURED));
  const sample: Written[] = [];
  let next = 0;
  const write = async (): Promise<void> => {
    while (next < missing) {
      const number = next++;
      const [stream] = sampleStreams(1) as StreamName[];
      const events: EventToAppend[] = Array.from({ length: EVENTS_PER_STREAM }, eventToAppend);
      if (stream === undefined || events[0] === undefined) continue;
      await store.append(stream, 'none', events);
      if (number % keep === 0) sample.push({ stream, id: events[0].id });
    }
  };
  await Promise.all(Array.from({ length: APPENDS_AT_ONCE }, write));
  return sample;
}

async function medianMs(work: (round: number) => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < MEASURED; round += 1) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  return median(times);
}

/** In no order that a cache could learn. */
function pick(sample: readonly Written[], round: number): Written {
  const one = sample[(round * 7_919) % sample.length];
  if (one === undefined) throw new Error('Nothing was written.');
  return one;
}
