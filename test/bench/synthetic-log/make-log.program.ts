import { join } from 'node:path';
import { openEmbeddedEngine } from '#platform/engine';
import { START, SqliteEventStore, type EventStore } from '#platform/event-store';
import { contexts } from '#domain';
import { defineProgram } from '../fresh-process.js';
import { Repetition, templateEvent, type TemplateEvent } from './repetition.js';
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
  const store = await SqliteEventStore.open({ file: join(folder, 'log.db') });
  let written: number = await store.head();
  let appends: Promise<unknown>[] = [];
  for (let number = 1; written < events; number++) {
    for (const { stream, events: batch } of repetition.appends(number)) {
      appends.push(store.append(stream, 'any', batch));
    }
    written += repetition.length;
    if (appends.length < TOGETHER) continue;
    await Promise.all(appends);
    appends = [];
  }
  await Promise.all(appends);
  await store.close();
  return written;
});

async function recordTemplate(dataFolder: string): Promise<readonly TemplateEvent[]> {
  const onFault = (error: unknown): never => {
    throw error;
  };
  const engine = await openEmbeddedEngine({ dataFolder, contexts, log: silentLog, onFault });
  try {
    await engine.start();
    await writeTemplate(engine);
    return await eventsOf(engine.store);
  } finally {
    await engine.stop();
  }
}

async function eventsOf(store: EventStore): Promise<readonly TemplateEvent[]> {
  const events: TemplateEvent[] = [];
  for await (const event of store.readAll({ after: START })) events.push(templateEvent(event));
  return events;
}
