import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import type { BenchmarkOptions, Outcome } from '../benchmark.js';
import { inFreshProcess } from '../fresh-process.js';
import { growth } from './growth.program.js';

const SMALL = 10_000;
const LARGE = 5_000_000;
const LARGE_WHEN_QUICK = 100_000;

/** Whether what an append and a read cost depends on how much is in the log. */
export async function flatness(
  cluster: PostgresqlCluster,
  { quick, progress }: BenchmarkOptions,
): Promise<readonly Outcome[]> {
  const large = quick ? LARGE_WHEN_QUICK : LARGE;
  progress(`a log that grows from ${SMALL} to ${large} events`);
  const connectionString = await cluster.createDatabase();
  const before = await inFreshProcess(growth, { connectionString, upTo: SMALL });
  const after = await inFreshProcess(growth, { connectionString, upTo: large });
  const figures = [
    ['an append of one event', before.appendMs, after.appendMs],
    ['a read of a stream of 100 events', before.readMs, after.readMs],
    ['a look-up by id', before.lookUpMs, after.lookUpMs],
  ] as const;
  return figures.map(([what, reference, ours]) => ({
    what: `${what}, with ${large.toLocaleString('en-GB')} events in the log`,
    ours,
    reference,
    referenceName: `with ${SMALL.toLocaleString('en-GB')}`,
    unit: 'ms',
    target: { atMost: 1.3 },
  }));
}
