import { generateSignerKey, NOTE_ALGORITHM, signerKeyText } from '#platform/ledger';
import type { PostgresqlCluster } from '../../support/postgresql-cluster.js';
import { nodeOptionsOfStart } from '../../support/service-process.js';
import { inTurn, type BenchmarkOptions, type Outcome } from '../benchmark.js';
import { inFreshProcess } from '../fresh-process.js';
import { medianLatency, NEW_KEY } from '../graphql/latency.program.js';
import { contactsPage, gatewayQuestion, type Question } from '../graphql/questions.js';
import { startServer, type ServerProcess } from '../server-process.js';
import { Repetition } from '../synthetic-log/repetition.js';
import { apiProcess } from './api-process.server.js';
import { growInBulk } from './bulk-log.js';
import { growReadModels } from './bulk-read-models.js';
import { makeTemplate } from './make-template.program.js';

const SHORT = 10_000;
const LONG = 5_000_000;
const LONG_WHEN_QUICK = 100_000;
/** Organisations that are asked about, spread over the whole record: as many in a short one as in a long one. */
const SAMPLE = 40;

/** A command, and the object as the read models have it after it: the answer waits until they do. */
const recordContact: Question = {
  name: 'a contact recorded and read back',
  query: /* GraphQL */ `
    mutation Record($input: ContactRecordInput!) {
      contactRecord(input: $input) {
        contact {
          id
          revision
          topic
          organisation {
            id
          }
        }
        userErrors {
          code
          message
        }
      }
    }
  `,
  variables: {
    input: {
      idempotencyKey: NEW_KEY,
      organisationId: variableOf(contactsPage, 'organisationId'),
      topic: 'workplace transport',
      purpose: 'VISIT',
      madeOn: '2024-03-01',
      channel: 'VISIT',
      withWhom: 'Store manager',
      summary: 'Walked the yard and the loading bay with the store manager.',
    },
  },
};

/** No briefing: a council enforces at sites of all organisations here, of tens of thousands in the long record. */
const QUESTIONS: readonly Question[] = [gatewayQuestion, contactsPage, recordContact];

interface Service {
  readonly process: ServerProcess<{ readonly url: string }>;
  /** The question about each of the sample. */
  variables(question: Question): readonly Question['variables'][];
}

/** Whether what a query costs, and a command with what follows from it, depends on how much is on record. */
export async function queryGrowth(cluster: PostgresqlCluster, options: BenchmarkOptions): Promise<readonly Outcome[]> {
  const { quick, progress } = options;
  const events = quick ? LONG_WHEN_QUICK : LONG;
  progress(`records of ${SHORT} and of ${events} events`);
  const short = await serviceWith(cluster, SHORT);
  try {
    const long = await serviceWith(cluster, events);
    try {
      const outcomes: Outcome[] = [];
      for (const question of QUESTIONS) {
        progress(question.name);
        outcomes.push(await compare(question, { short, long }, { quick, events }));
      }
      return outcomes;
    } finally {
      await long.process.stop();
    }
  } finally {
    await short.process.stop();
  }
}

async function compare(
  question: Question,
  { short, long }: { readonly short: Service; readonly long: Service },
  { quick, events }: { readonly quick: boolean; readonly events: number },
): Promise<Outcome> {
  const requests = quick ? 200 : 1_000;
  const measure = ({ process: { ready }, variables }: Service) =>
    inFreshProcess(medianLatency, { url: ready.url, question, variables: variables(question), requests });
  const figures = await inTurn(quick ? 2 : 3, { short: () => measure(short), long: () => measure(long) });
  return {
    what: `${question.name}, median, ${events.toLocaleString('en-GB')} events on record`,
    ours: figures.long,
    reference: figures.short,
    referenceName: `with ${SHORT.toLocaleString('en-GB')}`,
    unit: 'ms',
    target: { atMost: 1.3 },
  };
}

/** A process that serves requests and keeps the read models, on a record of its own of so many events. */
async function serviceWith(cluster: PostgresqlCluster, events: number): Promise<Service> {
  const connectionString = await cluster.createDatabase();
  const evidenceKey = signerKeyText(generateSignerKey('concordat.example/bench', NOTE_ALGORITHM.ed25519));
  const installation = { connectionString, evidenceKey };
  const repetition = new Repetition(await inFreshProcess(makeTemplate, installation));
  const repetitions = Math.ceil((events - repetition.lengthOfLog(0)) / repetition.length);
  await growInBulk(cluster, connectionString, repetition.lengthOfLog(repetitions));
  await growReadModels(cluster, connectionString, repetition, repetitions);
  const server = await startServer(
    apiProcess,
    { ...installation, worker: true },
    { nodeOptions: nodeOptionsOfStart() },
  );
  const apart = repetitions / SAMPLE;
  const numbers = Array.from({ length: SAMPLE }, (_, index) => 1 + Math.floor(index * apart));
  return {
    process: server,
    variables: ({ variables }) => {
      const text = JSON.stringify(variables);
      return numbers.map((number) => JSON.parse(repetition.rename(text, number)) as Question['variables']);
    },
  };
}

function variableOf({ variables }: Question, name: string): string {
  return String(variables[name]);
}
