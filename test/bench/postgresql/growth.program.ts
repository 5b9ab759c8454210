import type { EventId, StreamName } from '#platform/event-store';
import { openLog } from '../../faults/postgres/postgres-logs.js';
import { sampleStreams } from '../append/sample-event.js';
import { median } from '../benchmark.js';
import { defineProgram } from '../fresh-process.js';
import { EVENTS_PER_STREAM, type Written } from './bulk-log.js';
import { eventToAppend } from './postgresql-append.program.js';

export interface GrowthInput {
  readonly connectionString: string;
  /** Asked for over and over. As many for a short log as for a long one: what is kept in memory is then the same. */
  readonly sample: readonly Written[];
}

/** Medians, in milliseconds. */
export interface GrowthResult {
  readonly appendMs: number;
  readonly readMs: number;
  readonly lookUpMs: number;
}

const MEASURED = 1_000;

/** What appends and reads cost in a log that is there. */
export const growth = defineProgram(import.meta.url, async (input: GrowthInput): Promise<GrowthResult> => {
  const { connectionString, sample } = input;
  const { store, close } = await openLog({ connectionString });
  const append = async (): Promise<void> => {
    const [stream] = sampleStreams(1) as StreamName[];
    if (stream !== undefined) await store.append(stream, 'none', [eventToAppend()]);
  };
  const read = async (round: number): Promise<void> => {
    const { stream } = pick(sample, round);
    let count = 0;
    for await (const _ of store.readStream(stream as StreamName)) count += 1;
    if (count !== EVENTS_PER_STREAM) throw new Error(`${stream} has ${count} events.`);
  };
  const lookUp = async (round: number): Promise<void> => {
    const position = await store.positionOf(pick(sample, round).id as EventId);
    if (position === undefined) throw new Error('An event of the sample is not found.');
  };
  const result = { readMs: await medianMs(read), lookUpMs: await medianMs(lookUp), appendMs: await medianMs(append) };
  await close();
  return result;
});

/** Everything is done a fifth as often before the clock starts. */
async function medianMs(work: (round: number) => Promise<void>): Promise<number> {
  for (let round = 0; round < MEASURED / 5; round += 1) await work(round);
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
