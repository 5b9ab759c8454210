import { median, type Benchmark } from '../benchmark.js';
import { inFreshProcess } from '../fresh-process.js';
import { withScratch } from '../work-folder.js';
import { verifyBundleProgram } from './verify-bundle.program.js';
import type { VerifyFigures } from './verify.input.js';

const WANTED = 100_000;

export const verifyBenchmark: Benchmark = {
  name: 'verify',
  title: 'Checking an evidence bundle of a whole log',
  run: async ({ quick, folder: parent, progress }) => {
    const events = quick ? 50_000 : 500_000;
    const figures: VerifyFigures[] = [];
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      progress(`round ${round + 1}, ${events.toLocaleString('en-GB')} events`);
      figures.push(await withScratch(parent, (folder) => inFreshProcess(verifyBundleProgram, { folder, events })));
    }
    const of = (figure: keyof VerifyFigures) => median(figures.map((each) => each[figure]));
    const [perSecond, cores] = [of('perSecond'), of('cores')];
    return [
      {
        what: `each event of ${events.toLocaleString('en-GB')} against the signed root, per second of a core`,
        ours: perSecond / cores,
        reference: WANTED,
        referenceName: 'what was asked for',
        unit: 'events/s',
        target: { atLeast: 1 },
        note: `${Math.round(perSecond).toLocaleString('en-GB')} events/s on ${cores.toFixed(2)} cores; written with ${Math.round(of('exportPerSecond')).toLocaleString('en-GB')} events/s, the making of the log included`,
      },
    ];
  },
};
