import { inTurn, type Benchmark, type BenchmarkOptions, type Outcome } from '../benchmark.js';
import { nodeOptionsOfStart } from '../../support/service-process.js';
import { inFreshProcess } from '../fresh-process.js';
import { startServer } from '../server-process.js';
import { cachedLog } from '../synthetic-log/cached-log.js';
import { bareApollo, type RecordedAnswer } from './bare-apollo.server.js';
import { medianLatency } from './latency.program.js';
import { answersPerSecond } from './load.js';
import { briefingOfCouncil, contactsPage, gatewayQuestion, type Question } from './questions.js';
import { service } from './service.server.js';

const QUESTIONS: readonly Question[] = [gatewayQuestion, contactsPage];
const CONNECTIONS = 16;
const SHORT_LOG = 10_000;
/** Holds more than 300 repetitions of the template, each with a plan for the council. */
const LOG_WITH_PLANS = 65_000;

export const graphqlBenchmark: Benchmark = {
  name: 'graphql',
  title: 'Answering GraphQL over HTTP',
  run: async (options) => [...(await throughput(options)), ...(await latency(options))],
};

async function throughput(options: BenchmarkOptions): Promise<readonly Outcome[]> {
  return [
    ...(await throughputOf(QUESTIONS, SHORT_LOG, options)),
    ...(await throughputOf([briefingOfCouncil], LOG_WITH_PLANS, options)),
  ];
}

async function throughputOf(
  questions: readonly Question[],
  events: number,
  { quick, folder, progress }: BenchmarkOptions,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const ours = await startService(await cachedLog(folder, events));
  try {
    for (const question of questions) {
      progress(question.name);
      const bare = await startServer(bareApollo, await ask(ours.ready.url, question));
      try {
        outcomes.push(await compareThroughput(question, ours.ready.url, bare.ready.url, quick));
      } finally {
        await bare.stop();
      }
    }
  } finally {
    await ours.stop();
  }
  return outcomes;
}

async function compareThroughput(question: Question, ours: string, bare: string, quick: boolean): Promise<Outcome> {
  const load = { connections: CONNECTIONS, seconds: quick ? 2 : 6 };
  await answersPerSecond(ours, question, load);
  await answersPerSecond(bare, question, load);
  const figures = await inTurn(quick ? 3 : 5, {
    ours: () => answersPerSecond(ours, question, load),
    bare: () => answersPerSecond(bare, question, load),
  });
  return {
    what: question.name,
    ours: figures.ours,
    reference: figures.bare,
    referenceName: 'bare Apollo on Fastify',
    unit: 'answers/s',
    target: { atLeast: 0.5 },
    ...(question.note === undefined ? {} : { note: question.note }),
  };
}

async function latency({ quick, folder, progress }: BenchmarkOptions): Promise<readonly Outcome[]> {
  const longLog = quick ? 100_000 : 1_000_000;
  progress(`logs of ${SHORT_LOG} and of ${longLog} events`);
  const short = await startService(await cachedLog(folder, SHORT_LOG));
  const long = await startService(await cachedLog(folder, longLog));
  try {
    const outcomes: Outcome[] = [];
    for (const question of QUESTIONS) {
      progress(`latency of ${question.name}`);
      const requests = quick ? 300 : 2_000;
      const measure = (url: string) => inFreshProcess(medianLatency, { url, question, requests });
      const figures = await inTurn(quick ? 3 : 5, {
        short: () => measure(short.ready.url),
        long: () => measure(long.ready.url),
      });
      outcomes.push({
        what: `${question.name}, median, ${longLog.toLocaleString('en-GB')} events in the log`,
        ours: figures.long,
        reference: figures.short,
        referenceName: `${SHORT_LOG.toLocaleString('en-GB')} events`,
        unit: 'ms',
        target: { atMost: 1.3 },
      });
    }
    return outcomes;
  } finally {
    await short.stop();
    await long.stop();
  }
}

function startService(dataFolder: string) {
  return startServer(service, { dataFolder }, { nodeOptions: nodeOptionsOfStart() });
}

async function ask(url: string, { query, variables }: Question): Promise<RecordedAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer bench' },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as RecordedAnswer & { readonly errors?: unknown };
  if (response.status === 200 && answer.errors === undefined) return answer;
  throw new Error(`The service answered ${response.status}: ${JSON.stringify(answer)}`);
}
