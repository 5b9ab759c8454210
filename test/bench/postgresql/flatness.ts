import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { makeLog } from '../../faults/postgres/postgres-logs.js';
import { median, type BenchmarkOptions, type Outcome } from '../benchmark.js';
import { inFreshProcess } from '../fresh-process.js';
import { EVENTS_PER_STREAM, growInBulk, sampleOf } from './bulk-log.js';
import { growth, type GrowthResult } from './growth.program.js';

const SMALL = 10_000;
const LARGE = 5_000_000;
const LARGE_WHEN_QUICK = 100_000;
const STREAMS_READ = SMALL / EVENTS_PER_STREAM;

/** Whether what an append and a read cost depends on how much is in the log. */
export async function flatness(
  cluster: PostgresqlCluster,
  { quick, progress }: BenchmarkOptions,
): Promise<readonly Outcome[]> {
  const large = quick ? LARGE_WHEN_QUICK : LARGE;
  const measureSmall = await logOf(cluster, SMALL);
  progress(`a log of ${large} events`);
  const measureLarge = await logOf(cluster, large);
  progress('appends and reads in both');
  const [small, long]: [GrowthResult[], GrowthResult[]] = [[], []];
  for (let round = 0; round < (quick ? 2 : 3); round += 1) {
    small.push(await measureSmall());
    long.push(await measureLarge());
  }
  const figures = [
    ['an append of one event', 'appendMs'],
    [`a read of a stream of ${EVENTS_PER_STREAM} events`, 'readMs'],
    ['a look-up by id', 'lookUpMs'],
  ] as const;
  return figures.map(([what, figure]) => ({
    what: `${what}, with ${large.toLocaleString('en-GB')} events in the log`,
    ours: median(long.map(({ [figure]: milliseconds }) => milliseconds)),
    reference: median(small.map(({ [figure]: milliseconds }) => milliseconds)),
    referenceName: `with ${SMALL.toLocaleString('en-GB')}`,
    unit: 'ms',
    target: { atMost: 1.3 },
  }));
}

/** A log of so many events in a database of its own. @returns what measures there */
async function logOf(cluster: PostgresqlCluster, events: number): Promise<() => Promise<GrowthResult>> {
  const connectionString = await cluster.createDatabase();
  await makeLog(connectionString);
  await growInBulk(cluster, connectionString, events);
  const sample = await sampleOf(cluster, connectionString, events, STREAMS_READ);
  return () => inFreshProcess(growth, { connectionString, sample });
}
