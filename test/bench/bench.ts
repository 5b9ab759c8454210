import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { appendBenchmark } from './append/append.bench.js';
import { asAtBenchmark } from './as-at/as-at.bench.js';
import type { Benchmark } from './benchmark.js';
import { confirmAndIssueBenchmark } from './confirm-and-issue/confirm-and-issue.bench.js';
import { eventStoreDbBenchmark } from './eventstoredb/eventstoredb.bench.js';
import { graphqlBenchmark } from './graphql/graphql.bench.js';
import { ledgerBenchmark } from './ledger/ledger.bench.js';
import { memoryBenchmark } from './memory/memory.bench.js';
import { postgresqlBenchmarks } from './postgresql/postgresql.bench.js';
import { readBenchmark } from './read/read.bench.js';
import { rebuildBenchmark } from './rebuild/rebuild.bench.js';
import { tableOf, writeJson, type BenchmarkReport } from './report.js';
import { verifyBenchmark } from './verify/verify.bench.js';
import { benchmarkFolder, unfitness } from './work-folder.js';

const BENCHMARKS: readonly Benchmark[] = [
  appendBenchmark,
  readBenchmark,
  rebuildBenchmark,
  graphqlBenchmark,
  confirmAndIssueBenchmark,
  ledgerBenchmark,
  memoryBenchmark,
  verifyBenchmark,
  asAtBenchmark,
  ...postgresqlBenchmarks,
  eventStoreDbBenchmark,
];

const RESULTS = fileURLToPath(new URL('../../bench/results.json', import.meta.url));

const USAGE = `npm run bench -- [--quick] [NAME …]

Measures this project against floors and peers, in one run on this machine.
  --quick  fewer and shorter rounds: to see that all works, not to quote from
  NAME     ${BENCHMARKS.map(({ name }) => name).join(', ')}; all of them when left out.
           The first word of several names chooses all of them: postgresql
Data is kept in CONCORDAT_BENCH_FOLDER, by default a folder among the temporary files.
`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !BENCHMARKS.some((benchmark) => isNamed(benchmark, name)));
  if (values.help || unknown.length > 0) {
    if (unknown.length > 0) process.stderr.write(`There is no benchmark ${unknown.join(', ')}.\n\n`);
    process.stdout.write(USAGE);
    process.exitCode = unknown.length > 0 ? 2 : 0;
    return;
  }
  const chosen = BENCHMARKS.filter(
    (benchmark) => positionals.length === 0 || positionals.some((name) => isNamed(benchmark, name)),
  );
  await run(chosen, values.quick);
}

function isNamed({ name }: Benchmark, words: string): boolean {
  return name === words || name.startsWith(`${words}-`);
}

async function run(benchmarks: readonly Benchmark[], quick: boolean): Promise<void> {
  const folder = benchmarkFolder();
  const unfit = unfitness(folder);
  if (unfit !== undefined) process.stderr.write(`${unfit}\n`);
  const reports: BenchmarkReport[] = [];
  for (const benchmark of benchmarks) {
    const progress = (message: string): void => void process.stderr.write(`${benchmark.name}: ${message} …\n`);
    const report = { benchmark, outcomes: await benchmark.run({ quick, folder, progress }) };
    reports.push(report);
    process.stdout.write(`\n${tableOf(report)}\n\n`);
  }
  writeJson(RESULTS, quick, reports);
  process.stdout.write(`Written to ${RESULTS}\n`);
}

await main();
