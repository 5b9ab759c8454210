import { defineProgram } from '../fresh-process.js';
import type { TemplateEvent } from '../synthetic-log/repetition.js';
import { assertWholeReadModels } from '../synthetic-log/whole-read-models.js';
import { recordTemplate } from '../synthetic-log/write-log.js';
import { openBenchEngine, type Installation } from './bench-engine.js';

/** Fills an empty database with the template's log and read models, by commands. @returns the template */
export const makeTemplate = defineProgram(
  import.meta.url,
  async (installation: Installation): Promise<readonly TemplateEvent[]> => {
    const engine = await openBenchEngine({ ...installation, worker: true });
    await engine.start();
    const template = await recordTemplate(engine);
    await assertWholeReadModels(engine);
    await engine.stop();
    return template;
  },
);
