import { globSync } from 'node:fs';
import { join } from 'node:path';
import { median, type Benchmark } from '../benchmark.js';
import { sharesOf } from '../cpu-profile.js';
import { inFreshProcess } from '../fresh-process.js';
import { cachedLog } from '../synthetic-log/cached-log.js';
import { withScratch } from '../work-folder.js';
import { rebuild, type RebuildResult } from './rebuild.program.js';

/** Events per second and core. */
const AIM = 30_000;
const SHARES_SHOWN = 8;

export const rebuildBenchmark: Benchmark = {
  name: 'rebuild',
  title: "Building the contexts' read models from the log",
  run: async ({ quick, folder: parent, progress }) => {
    const from = await cachedLog(parent, quick ? 50_000 : 200_000);
    const results: RebuildResult[] = [];
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      progress(`round ${round + 1}`);
      results.push(await withScratch(parent, (folder) => inFreshProcess(rebuild, { from, folder })));
    }
    progress('where the time goes');
    const profile = await withScratch(parent, async (folder) => {
      await inFreshProcess(rebuild, { from, folder }, { nodeOptions: ['--cpu-prof', `--cpu-prof-dir=${folder}`] });
      return whereTheTimeGoes(folder);
    });
    const unit = 'events/s and core';
    const aim = { reference: AIM, referenceName: 'the aim', unit, target: { atLeast: 1 } };
    const [{ projections, alone } = { projections: 0, alone: [] }] = results;
    return [
      {
        what: `all ${projections} projections together`,
        ours: median(results.map(({ events, together }) => events / together.coreSeconds)),
        ...aim,
        note: profile,
      },
      ...alone.map(({ projection }, index) => ({
        what: projection,
        ours: median(results.map((result) => result.events / (result.alone[index]?.coreSeconds ?? Number.NaN))),
        ...aim,
      })),
    ];
  },
};

/** The profile of the main thread, in words. */
function whereTheTimeGoes(folder: string): string {
  const [file] = globSync('CPU.*.0.*.cpuprofile', { cwd: folder });
  if (file === undefined) return 'no profile was written';
  const shares = sharesOf(join(folder, file)).slice(0, SHARES_SHOWN);
  return `time went to ${shares.map(({ part, share }) => `${part} ${Math.round(share * 100)}%`).join(', ')}`;
}
