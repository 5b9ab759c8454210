import { inTurn, type Benchmark } from '../benchmark.js';
import { inFreshProcess } from '../fresh-process.js';
import { cachedLog } from '../synthetic-log/cached-log.js';
import { bringUpToDate } from './bring-up-to-date.program.js';
import { withScratch } from '../work-folder.js';
import { askAsAt, type AsAtFigures } from './ask-as-at.program.js';

/** Longer logs may cost so much more, for a partnership of the same size. */
const AT_MOST = 1.3;
const SHORT = 10_000;

export const asAtBenchmark: Benchmark = {
  name: 'as-at',
  title: 'Answering as at an earlier moment, about a partnership of 1,000 events',
  run: async ({ quick, folder: parent, progress }) => {
    const long = quick ? 100_000 : 1_000_000;
    const figures = new Map<number, AsAtFigures>();
    const ask = async (events: number): Promise<number> => {
      progress(`in a log of ${events.toLocaleString('en-GB')} events`);
      const from = await cachedLog(parent, events);
      if (!figures.has(events)) await inFreshProcess(bringUpToDate, { dataFolder: from });
      const asked = await withScratch(parent, (folder) =>
        inFreshProcess(askAsAt, { from, folder, questions: quick ? 15 : 40 }),
      );
      figures.set(events, asked);
      return asked.first;
    };
    const medians = await inTurn(quick ? 1 : 3, { ours: () => ask(long), reference: () => ask(SHORT) });
    const { again = Number.NaN, replayed = 0 } = figures.get(long) ?? {};
    return [
      {
        what: `a moment asked for the first time, in ${long.toLocaleString('en-GB')} events`,
        ours: medians.ours,
        reference: medians.reference,
        referenceName: `in ${SHORT.toLocaleString('en-GB')} events`,
        unit: 'ms (p50)',
        target: { atMost: AT_MOST },
        note: `${replayed} events replayed; the same moment asked again takes ${again.toFixed(1)} ms`,
      },
    ];
  },
};
