import { openEmbeddedEngine, type Engine } from '#platform/engine';
import { START } from '#platform/event-store';
import { contexts } from '#domain';
import { defineProgram } from '../fresh-process.js';
import { Repetition, templateEvent, type RepeatedEvent, type TemplateEvent } from './repetition.js';
import { silentLog } from './silent-log.js';
import { writeTemplate } from './template.js';

export interface MakeLogInput {
  /** Data folder to be made. */
  readonly folder: string;
  /** At least so many events, in whole repetitions of the template. */
  readonly events: number;
}

/** Appends under way at the same time, so that they share commits. */
const TOGETHER = 2_000;

/** Makes a data folder whose log is long: a template written by commands, then repeated. @returns the events written */
export const makeLog = defineProgram(import.meta.url, async ({ folder, events }: MakeLogInput): Promise<number> => {
  const repetition = new Repetition(await recordTemplate(folder));
  const engine = await openEngine(folder);
  let written: number = await engine.store.head();
  let appends: Promise<unknown>[] = [];
  for (let number = 1; written < events; number++) {
    appends.push(...(await repeat(engine, repetition.appends(number))));
    written += repetition.length;
    if (appends.length < TOGETHER) continue;
    await Promise.all(appends);
    appends = [];
  }
  await Promise.all(appends);
  await engine.stop();
  return written;
});

/** Sealed anew: a sealed value opens nowhere but in its own event. */
async function repeat(
  { codec, store }: Engine,
  appends: readonly (readonly RepeatedEvent[])[],
): Promise<Promise<unknown>[]> {
  await codec.prepare(
    appends.flat().flatMap(({ context, event, place }) => codec.personalValuesOf(context, place.stream, [event])),
  );
  return appends.flatMap((events) => {
    const stream = events[0]?.place.stream;
    if (stream === undefined) return [];
    const encoded = events.map(({ context, event, place, metadata }) => codec.encode(context, event, place, metadata));
    return [store.append(stream, 'any', encoded)];
  });
}

async function recordTemplate(folder: string): Promise<readonly TemplateEvent[]> {
  const engine = await openEngine(folder);
  try {
    await engine.start();
    await writeTemplate(engine);
    return await eventsOf(engine);
  } finally {
    await engine.stop();
  }
}

function openEngine(dataFolder: string): Promise<Engine> {
  const onFault = (error: unknown): never => {
    throw error;
  };
  return openEmbeddedEngine({ dataFolder, contexts, log: silentLog, onFault });
}

async function eventsOf({ store, codec }: Engine): Promise<readonly TemplateEvent[]> {
  const events: TemplateEvent[] = [];
  for await (const event of store.readAll({ after: START })) events.push(templateEvent(codec.decode(event)));
  return events;
}
