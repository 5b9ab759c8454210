import { inTurn, type Benchmark, type BenchmarkOptions, type Finding, type Outcome } from '../benchmark.js';
import { inFreshProcess } from '../fresh-process.js';
import { withScratch } from '../work-folder.js';
import { inclusionProofs } from './inclusion.program.js';
import { ledgerAppend } from './ledger-append.program.js';

export const ledgerBenchmark: Benchmark = {
  name: 'ledger',
  title: 'The evidence ledger: what it costs appends, and its proofs',
  run: async (options) => [...(await appends(options, 1)), ...(await appends(options, 16)), ...(await proofs(options))],
};

/** The ledger gives way to a burst of appends, and may still be behind when the clock stops. */
async function appends({ quick, folder, progress }: BenchmarkOptions, writers: number): Promise<readonly Outcome[]> {
  progress(`${writers} writers`);
  const events = (quick ? 1_500 : 5_000) * (writers === 1 ? 1 : 8);
  const measure = (ledger: boolean) =>
    withScratch(folder, (scratch) => inFreshProcess(ledgerAppend, { folder: scratch, events, writers, ledger }));
  const { ours, reference } = await inTurn(quick ? 3 : 7, {
    ours: () => measure(true),
    reference: () => measure(false),
  });
  const what = `${writers === 1 ? '1 writer' : `${writers} writers`}, with a ledger`;
  return [{ what, ours, reference, referenceName: 'without a ledger', unit: 'events/s', target: { atLeast: 0.9 } }];
}

/** A log a thousand times as long has proofs that are ten hashes longer. */
async function proofs({ quick, folder, progress }: BenchmarkOptions): Promise<readonly Outcome[]> {
  const [small, ...sizes] = quick ? [1_000, 10_000, 100_000] : [1_000, 10_000, 100_000, 1_000_000];
  const measure = (size: number) =>
    withScratch(folder, (scratch) => inFreshProcess(inclusionProofs, { folder: scratch, size }));
  progress(`proofs in ${small} events`);
  const { proof: reference } = await measure(small ?? 1_000);
  const findings: Finding[] = [];
  for (const size of sizes) {
    progress(`proofs in ${size} events`);
    const { proof, built } = await measure(size);
    const growth = Math.log(size) / Math.log(small ?? 1_000);
    findings.push({
      what: `One inclusion proof in ${size.toLocaleString('en')} events`,
      ours: proof,
      reference,
      referenceName: '1,000 events',
      unit: 'µs',
      target: { atMost: growth * 2 },
      note: `${growth.toFixed(1)} times as many hashes; the ledger was built at ${Math.round(built).toLocaleString('en')} events/s`,
    });
  }
  return findings;
}
