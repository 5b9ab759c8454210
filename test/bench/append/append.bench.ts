import type { Benchmark, BenchmarkOptions, Outcome } from '../benchmark.js';
import { inTurn } from '../benchmark.js';
import { inFreshProcess, type Program } from '../fresh-process.js';
import { withScratch } from '../work-folder.js';
import type { AppendInput } from './append.input.js';
import { bareAppend } from './bare-append.program.js';
import { concordatAppend } from './concordat-append.program.js';
import { emmettPostgresql } from './emmett-postgresql.js';

const CONCURRENT = 16;

export const appendBenchmark: Benchmark = {
  name: 'append',
  title: 'Appending one event at a time, each on the disk before it is acknowledged',
  run: async (options) => [...(await oneWriter(options)), ...(await severalWriters(options))],
};

async function oneWriter({ quick, folder, progress }: BenchmarkOptions): Promise<readonly Outcome[]> {
  progress('one writer');
  const events = quick ? 1_000 : 5_000;
  const { ours, bare } = await inTurn(quick ? 3 : 7, {
    ours: () => measure(folder, concordatAppend, events, 1),
    bare: () => measure(folder, bareAppend, events, 1),
  });
  return [
    {
      what: '1 writer',
      ours,
      reference: bare,
      referenceName: 'bare SQLite',
      unit: 'events/s',
      target: { atLeast: 0.8 },
    },
  ];
}

async function severalWriters({ quick, folder, progress }: BenchmarkOptions): Promise<readonly Outcome[]> {
  progress(`${CONCURRENT} writers`);
  const rounds = quick ? 3 : 7;
  const events = quick ? 8_000 : 40_000;
  const measurements = {
    ours: () => measure(folder, concordatAppend, events, CONCURRENT),
    bare: () => measure(folder, bareAppend, events, CONCURRENT),
  };
  const peer = await emmettPostgresql(folder);
  if ('reason' in peer) {
    const { ours, bare } = await inTurn(rounds, measurements);
    return [againstBare(ours, bare), { what: AGAINST_PEER, reason: peer.reason }];
  }
  try {
    const { ours, bare, emmett } = await inTurn(rounds, {
      ...measurements,
      emmett: () => peer.measure({ folder, events: quick ? 2_000 : 8_000, writers: CONCURRENT }),
    });
    return [againstBare(ours, bare), againstPeer(ours, emmett)];
  } finally {
    await peer.close();
  }
}

const AGAINST_PEER = `${CONCURRENT} writers, a peer`;
const unit = 'events/s';

function againstBare(ours: number, reference: number): Outcome {
  const referenceName = `bare SQLite, ${CONCURRENT} to a commit`;
  return { what: `${CONCURRENT} writers`, ours, reference, referenceName, unit, target: { atLeast: 0.6 } };
}

function againstPeer(ours: number, reference: number): Outcome {
  return { what: AGAINST_PEER, ours, reference, referenceName: 'emmett-postgresql', unit, target: { atLeast: 5 } };
}

function measure(parent: string, program: Program<AppendInput, number>, events: number, writers: number) {
  return withScratch(parent, (folder) => inFreshProcess(program, { folder, events, writers }));
}
