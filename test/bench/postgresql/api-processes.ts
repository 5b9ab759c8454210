import { availableParallelism } from 'node:os';
import { generateSignerKey, NOTE_ALGORITHM, signerKeyText } from '#platform/ledger';
import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { nodeOptionsOfStart } from '../../support/service-process.js';
import { median, type BenchmarkOptions, type Outcome } from '../benchmark.js';
import { inFreshProcess } from '../fresh-process.js';
import { answersWithin } from '../graphql/load.js';
import { contactsPage, gatewayQuestion, type Question } from '../graphql/questions.js';
import { processorSeconds } from '../processor-time.js';
import { startServer, type ServerProcess } from '../server-process.js';
import { apiProcess } from './api-process.server.js';
import { makeSharedLog } from './make-shared-log.program.js';

const QUESTIONS: readonly Question[] = [gatewayQuestion, contactsPage];
/** Shared out among the processes that are asked. */
const CONNECTIONS = 16;
const EVENTS = 10_000;
/** Two for the processes; one each for the server and for those that ask. */
const ENOUGH_PROCESSORS = 4;
const AIM = 1.6;

type Api = ServerProcess<{ readonly url: string }>;

/** Whether a second process on the same database adds what it should. */
export async function apiProcesses(cluster: PostgresqlCluster, options: BenchmarkOptions): Promise<readonly Outcome[]> {
  const { quick, progress } = options;
  progress(`a log of ${EVENTS} events`);
  const connectionString = await cluster.createDatabase();
  const evidenceKey = signerKeyText(generateSignerKey('concordat.example/bench', NOTE_ALGORITHM.ed25519));
  const installation = { connectionString, evidenceKey };
  await inFreshProcess(makeSharedLog, { ...installation, events: EVENTS });
  await cluster.query('vacuum (analyze)', connectionString);
  const apis: Api[] = [];
  try {
    for (let count = 0; count < 2; count += 1) {
      apis.push(
        await startServer(apiProcess, { ...installation, worker: false }, { nodeOptions: nodeOptionsOfStart() }),
      );
    }
    const outcomes: Outcome[] = [];
    for (const question of QUESTIONS) {
      progress(question.name);
      outcomes.push(...(await compare(cluster, apis, question, quick)));
    }
    return outcomes;
  } finally {
    await Promise.all(apis.map((api) => api.stop()));
  }
}

interface Figures {
  readonly perSecond: number;
  /** Milliseconds of the processors for an answer, of the processes and of PostgreSQL. */
  readonly processorMs: number;
}

async function compare(
  cluster: PostgresqlCluster,
  apis: readonly Api[],
  question: Question,
  quick: boolean,
): Promise<readonly Outcome[]> {
  const seconds = quick ? 2 : 5;
  const measure = (asked: readonly Api[]) => figuresOf(cluster, asked, question, seconds);
  await measure(apis);
  const [one, two]: [Figures[], Figures[]] = [[], []];
  for (let round = 0; round < (quick ? 2 : 4); round += 1) {
    // Each in turn, so that neither has run for longer.
    one.push(await measure(apis.slice(round % 2, (round % 2) + 1)));
    two.push(await measure(apis));
  }
  const medianOf = (figures: readonly Figures[], of: (figures: Figures) => number): number => median(figures.map(of));
  const referenceName = 'one process';
  const perSecond = ({ perSecond: answers }: Figures): number => answers;
  const processorMs = ({ processorMs: milliseconds }: Figures): number => milliseconds;
  const what = `${question.name}, two processes`;
  const throughput: Outcome =
    availableParallelism() >= ENOUGH_PROCESSORS
      ? {
          what,
          ours: medianOf(two, perSecond),
          reference: medianOf(one, perSecond),
          referenceName,
          unit: 'answers/s',
          target: { atLeast: AIM },
        }
      : { what, reason: `${ENOUGH_PROCESSORS} processors are needed; see the processor time of an answer.` };
  return [
    throughput,
    {
      what: `processor time of an answer, ${what}`,
      ours: medianOf(two, processorMs),
      reference: medianOf(one, processorMs),
      referenceName,
      unit: 'ms',
      // With a processor for each, two processes serve 2 / 1.25 = 1.6 times as much as one.
      target: { atMost: 2 / AIM },
      note: 'of the processes and of PostgreSQL together',
    },
  ];
}

async function figuresOf(
  cluster: PostgresqlCluster,
  apis: readonly Api[],
  question: Question,
  seconds: number,
): Promise<Figures> {
  const before = await usedBy(cluster, apis);
  const load = { connections: CONNECTIONS / apis.length, seconds };
  const all = await Promise.all(apis.map(({ ready: { url } }) => answersWithin(url, question, load)));
  const after = await usedBy(cluster, apis);
  const used = [...after].reduce((sum, [pid, now]) => sum + now - (before.get(pid) ?? 0), 0);
  const answers = all.reduce((sum, { total }) => sum + total, 0);
  const perSecond = all.reduce((sum, { average }) => sum + average, 0);
  return { perSecond, processorMs: (used / answers) * 1000 };
}

/** Seconds of the processors so far, by process. */
async function usedBy(cluster: PostgresqlCluster, apis: readonly Api[]): Promise<ReadonlyMap<number, number>> {
  const sessions = await cluster.query('select pid from pg_stat_activity');
  const processes = [...apis.map(({ pid }) => pid), ...sessions.map(({ pid }) => Number(pid))];
  return new Map(processes.map((pid) => [pid, processorSeconds(pid)]));
}
