import { inTurn, type Benchmark } from '../benchmark.js';
import { inFreshProcess } from '../fresh-process.js';
import { withScratch } from '../work-folder.js';
import { bareRead } from './bare-read.program.js';
import { concordatRead } from './concordat-read.program.js';
import { STREAM_EVENTS } from './read.input.js';

export const readBenchmark: Benchmark = {
  name: 'read',
  title: 'Reading a stream and decoding its events',
  run: async ({ quick, folder: parent }) => {
    const reads = quick ? 50 : 300;
    const { ours, bare } = await inTurn(quick ? 3 : 7, {
      ours: () => withScratch(parent, (folder) => inFreshProcess(concordatRead, { folder, reads })),
      bare: () => withScratch(parent, (folder) => inFreshProcess(bareRead, { folder, reads })),
    });
    return [
      {
        what: `a stream of ${STREAM_EVENTS.toLocaleString('en-GB')} events`,
        ours,
        reference: bare,
        referenceName: 'bare SQLite and JSON.parse',
        unit: 'events/s',
        target: { atLeast: 0.5 },
      },
    ];
  },
};
