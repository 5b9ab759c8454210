import { findPostgresql, startPostgresql, type PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { inTurn, type Benchmark, type BenchmarkOptions, type Outcome } from '../benchmark.js';
import { inFreshProcess, type Program } from '../fresh-process.js';
import { peerProgram } from '../peers.js';
import { apiProcesses } from './api-processes.js';
import { catchUp, type CatchUpInput } from './catch-up.program.js';
import { flatness } from './flatness.js';
import { queryGrowth } from './query-growth.js';
import { postgresqlAppend, type PostgresqlAppendInput } from './postgresql-append.program.js';

const WRITERS = 16;
const unit = 'events/s';

type Part = (cluster: PostgresqlCluster, options: BenchmarkOptions) => Promise<readonly Outcome[]>;

/** Each on a server of its own. Every commit waits for the disk. */
export const postgresqlBenchmarks: readonly Benchmark[] = [
  benchmark(
    'postgresql-append',
    'Appending to the log in PostgreSQL, with others on the same server',
    async (...on) => [...(await singleEvents(...on)), ...(await hundreds(...on))],
  ),
  benchmark('postgresql-catch-up', 'Building read models in PostgreSQL, with others on the same server', projections),
  benchmark(
    'postgresql-processes',
    'Answering GraphQL from one PostgreSQL with one and with two processes',
    apiProcesses,
  ),
  benchmark('postgresql-growth', 'The log in PostgreSQL as it grows', flatness),
  benchmark(
    'postgresql-growth-queries',
    'Answering GraphQL from PostgreSQL as the log grows',
    queryGrowth,
    // What fills a table that was emptied just before then need not be written twice; nothing else changes.
    ['wal_level=minimal', 'max_wal_senders=0'],
  ),
];

function benchmark(name: string, title: string, part: Part, settings: readonly string[] = []): Benchmark {
  return {
    name,
    title,
    run: async (options) => {
      const programs = findPostgresql();
      if (programs === undefined) {
        return [{ what: title, reason: 'PostgreSQL is not installed (apt-get install postgresql).' }];
      }
      const cluster = await startPostgresql(programs, { parent: options.folder, settings });
      try {
        return await part(cluster, options);
      } finally {
        await cluster.close();
      }
    },
  };
}

async function singleEvents(cluster: PostgresqlCluster, { quick, progress }: BenchmarkOptions): Promise<Outcome[]> {
  progress(`${WRITERS} writers of one event at a time`);
  const what = `1 event per append, ${WRITERS} writers`;
  const load = (events: number) => ({ events, writers: WRITERS, eventsPerAppend: 1 });
  const [emmett, castore] = await appendPeers();
  const { ours, emmettEvents, castoreEvents } = await inTurn(quick ? 1 : 5, {
    ours: () => onNewDatabase(cluster, postgresqlAppend, load(quick ? 4_000 : 40_000)),
    emmettEvents: () => onNewDatabase(cluster, emmett, load(quick ? 1_000 : 8_000)),
    castoreEvents: () => onNewDatabase(cluster, castore, load(quick ? 1_000 : 8_000)),
  });
  return [
    { what, ours, reference: emmettEvents, referenceName: 'emmett-postgresql', unit, target: { atLeast: 4 } },
    { what, ours, reference: castoreEvents, referenceName: 'castore-postgres', unit, target: { atLeast: 2 } },
  ];
}

async function hundreds(cluster: PostgresqlCluster, { quick, progress }: BenchmarkOptions): Promise<Outcome[]> {
  progress('100 events to an append');
  const load = { events: quick ? 5_000 : 50_000, writers: 1, eventsPerAppend: 100 };
  const [emmett, castore] = await appendPeers();
  const { ours, emmettEvents, castoreEvents } = await inTurn(quick ? 1 : 3, {
    ours: () => onNewDatabase(cluster, postgresqlAppend, load),
    emmettEvents: () => onNewDatabase(cluster, emmett, load),
    castoreEvents: () => onNewDatabase(cluster, castore, load),
  });
  const best =
    emmettEvents > castoreEvents
      ? { reference: emmettEvents, referenceName: 'emmett-postgresql' }
      : { reference: castoreEvents, referenceName: 'castore-postgres' };
  return [{ what: '100 events per append, 1 writer', ours, ...best, unit, target: { atLeast: 1 } }];
}

async function projections(cluster: PostgresqlCluster, { quick, progress }: BenchmarkOptions): Promise<Outcome[]> {
  progress('read models from the start of the log');
  const input = { events: quick ? 5_000 : 50_000, streams: quick ? 500 : 5_000 };
  const emmett = await peerProgram<CatchUpInput>('emmett-postgresql', 'catch-up.mjs');
  const { ours, reference } = await inTurn(quick ? 1 : 3, {
    ours: () => onNewDatabase(cluster, catchUp, input),
    reference: () => onNewDatabase(cluster, emmett, input),
  });
  const what = 'read models of one row per site, from the start';
  return [{ what, ours, reference, referenceName: 'emmett-postgresql', unit, target: { atLeast: 3 } }];
}

function appendPeers() {
  return Promise.all([
    peerProgram<PostgresqlAppendInput>('emmett-postgresql', 'append.mjs'),
    peerProgram<PostgresqlAppendInput>('castore-postgres', 'append.mjs'),
  ]);
}

/** Whatever a measurement leaves behind is not in the way of the next. */
async function onNewDatabase<Input extends { readonly connectionString: string }>(
  cluster: PostgresqlCluster,
  program: Program<Input, number>,
  input: Omit<Input, 'connectionString'>,
): Promise<number> {
  // Others do not say how text is to be compared: they are to have the fastest way, too.
  const connectionString = await cluster.createDatabase('bytes');
  const figure = await inFreshProcess(program, { ...input, connectionString } as Input);
  await cluster.query(`drop database ${new URL(connectionString).pathname.slice(1)} with (force)`);
  await cluster.query('checkpoint');
  return figure;
}
