import { openEmbeddedEngine } from '#platform/engine';
import { contexts } from '#domain';
import { defineProgram } from '../fresh-process.js';
import { silentLog } from '../synthetic-log/silent-log.js';
import { assertWholeReadModels } from '../synthetic-log/whole-read-models.js';

export interface BringUpToDateInput {
  readonly dataFolder: string;
}

/** Builds what a log that was just made lacks, and keeps it beside the log: its read models and its ledger. */
export const bringUpToDate = defineProgram(
  import.meta.url,
  async ({ dataFolder }: BringUpToDateInput): Promise<null> => {
    const onFault = (error: unknown): never => {
      throw error;
    };
    const engine = await openEmbeddedEngine({ dataFolder, contexts, log: silentLog, onFault });
    await engine.start();
    await assertWholeReadModels(engine);
    await engine.ledger.requireUpTo(await engine.store.head(), 600_000);
    await engine.stop();
    return null;
  },
);
