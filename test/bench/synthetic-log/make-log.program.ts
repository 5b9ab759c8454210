import { openEmbeddedEngine, type Engine } from '#platform/engine';
import { contexts } from '#domain';
import { defineProgram } from '../fresh-process.js';
import type { TemplateEvent } from './repetition.js';
import { silentLog } from './silent-log.js';
import { recordTemplate, repeatTemplate } from './write-log.js';

export interface MakeLogInput {
  /** Data folder to be made. */
  readonly folder: string;
  /** At least so many events, in whole repetitions of the template. */
  readonly events: number;
}

/** Makes a data folder whose log is long: a template written by commands, then repeated. @returns the events written */
export const makeLog = defineProgram(import.meta.url, async ({ folder, events }: MakeLogInput): Promise<number> => {
  const template = await templateIn(folder);
  const engine = await openEngine(folder);
  const written = await repeatTemplate(engine, template, events);
  await engine.stop();
  return written;
});

async function templateIn(folder: string): Promise<readonly TemplateEvent[]> {
  const engine = await openEngine(folder);
  try {
    await engine.start();
    return await recordTemplate(engine);
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
