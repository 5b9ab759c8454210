import { defineProgram } from '../fresh-process.js';
import { assertWholeReadModels } from '../synthetic-log/whole-read-models.js';
import { recordTemplate, repeatTemplate } from '../synthetic-log/write-log.js';
import { openBenchEngine, type Installation } from './bench-engine.js';

/** In an empty database. */
export interface MakeSharedLogInput extends Installation {
  /** At least so many events, in whole repetitions of the template. */
  readonly events: number;
}

const CAUGHT_UP_WITHIN_MS = 300_000;

/** Fills a database with a log and with the read models that belong to it. @returns the events written */
export const makeSharedLog = defineProgram(import.meta.url, async (input: MakeSharedLogInput): Promise<number> => {
  const { events, ...installation } = input;
  const engine = await openBenchEngine({ ...installation, worker: true });
  await engine.start();
  const written = await repeatTemplate(engine, await recordTemplate(engine), events);
  await engine.projections.waitFor(await engine.store.head(), CAUGHT_UP_WITHIN_MS);
  await assertWholeReadModels(engine);
  await engine.stop();
  return written;
});
