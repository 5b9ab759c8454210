import { cpSync } from 'node:fs';
import { basename } from 'node:path';
import { openEmbeddedEngine } from '#platform/engine';
import { contexts } from '#domain';
import { defineProgram } from '../fresh-process.js';
import { silentLog } from '../synthetic-log/silent-log.js';
import { assertWholeReadModels } from '../synthetic-log/whole-read-models.js';

export interface RebuildInput {
  /** Data folder whose log is read; it is copied and left as it is. */
  readonly from: string;
  readonly folder: string;
}

export interface RebuildResult {
  readonly events: number;
  readonly projections: number;
  /** All projections from the start of the log, together. */
  readonly together: WorkDone;
  /** Each projection rebuilt by itself beside its live tables. */
  readonly alone: readonly (WorkDone & { readonly projection: string })[];
}

interface WorkDone {
  readonly seconds: number;
  /** Of processor time, of all threads. */
  readonly coreSeconds: number;
}

/** What is built anew, and the lock. */
const BUILT = /^(read-models|ledger)\.db|^lock/;

export const rebuild = defineProgram(
  import.meta.url,
  async ({ from, folder }: RebuildInput): Promise<RebuildResult> => {
    cpSync(from, folder, { recursive: true, filter: (file) => !BUILT.test(basename(file)) });
    const onFault = (error: unknown): never => {
      throw error;
    };
    const engine = await openEmbeddedEngine({ dataFolder: folder, contexts, log: silentLog, onFault });
    const together = await timed(() => engine.start());
    await assertWholeReadModels(engine);
    const projections = contexts.flatMap((context) => context.projections.map(({ name }) => name));
    const alone: (WorkDone & { projection: string })[] = [];
    for (const projection of projections) {
      alone.push({ projection, ...(await timed(() => engine.projections.rebuild(projection))) });
    }
    const events = await engine.store.head();
    await engine.stop();
    return { events, projections: projections.length, together, alone };
  },
);

async function timed(work: () => Promise<unknown>): Promise<WorkDone> {
  const [start, processor] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(processor);
  return { seconds: (performance.now() - start) / 1000, coreSeconds: (user + system) / 1e6 };
}
