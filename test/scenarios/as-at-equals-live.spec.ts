import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { START } from '#platform/event-store';
import { seed } from '../../apps/demo/seed/seed.js';
import { KnownObjects, Random, RandomCalls } from '../support/random-calls/index.js';
import { LogMemory } from '../support/random-calls/log-memory.js';
import { startService, type GraphqlAnswer, type TestCaller, type TestService } from '../support/service.js';
import { WholeQuestions, type WholeQuestion } from '../support/whole-questions.js';

const AUDITOR: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] };
const HOUR = 3_600_000;
const STAGES = 4;
const CALLS = 40;
const QUESTIONS = 60;

const schema = buildSchema(
  readFileSync(new URL('../../../schema/published/concordat.graphql', import.meta.url), 'utf8'),
);
interface Asked {
  readonly caller: TestCaller;
  readonly question: WholeQuestion;
  readonly answer: GraphqlAnswer<unknown>;
  readonly position: string;
  readonly now: string;
}

const shown = ({ data, errors }: GraphqlAnswer<unknown>) => ({
  data,
  errors: errors?.map(({ message, extensions }) => [extensions.code, message]) ?? [],
});

const asAtOf = ({ extensions }: GraphqlAnswer<unknown>) =>
  (extensions?.concordat as { readonly asAt?: { readonly organisations: readonly string[] | null } } | undefined)?.asAt;

describe('What is asked as at a moment', () => {
  let service: TestService;
  let now = Date.now();
  let known: KnownObjects;
  let memory: LogMemory;
  let calls: RandomCalls;
  let questions: WholeQuestions;
  const seedOfRun = Number(process.env['CONCORDAT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const random = new Random(seedOfRun);
  const asked: Asked[] = [];

  beforeAll(async () => {
    process.stdout.write(`as at: CONCORDAT_SEED=${seedOfRun}\n`);
    service = await startService(() => new Date(now));
    await seed(service.engine);
    known = await KnownObjects.of(service.engine);
    memory = new LogMemory(service.engine, new Set());
    calls = new RandomCalls(schema, known, service.engine.clock, ['importRun', 'projectionRebuild']);
    await memory.readOn();
    const ids = () => memory.kinds.flatMap((kind) => memory.idsOf(kind, []).all);
    questions = new WholeQuestions(schema, ids, ['compare', 'gatewayRerun']);
    for (let stage = 0; stage < STAGES; stage++) await record();
  }, 180_000);
  afterAll(() => service.close());

  /** Asks the live service, and lets time pass and things happen. */
  async function record(): Promise<void> {
    await memory.readOn();
    for (let number = 0; number < QUESTIONS; number++) {
      const caller = random.pick([AUDITOR, ...memory.callers]);
      const question = questions.next(random);
      const answer = await service.as(caller)<unknown>(`query ${question.selection}`);
      const position = answer.extensions?.concordat?.position;
      if (position !== undefined) asked.push({ caller, question, answer, position, now: new Date(now).toISOString() });
    }
    now += HOUR * (1 + random.below(40));
    for (let number = 0; number < CALLS; number++) {
      const { caller, query, variables } = calls.next(random.below(2 ** 31));
      await service.as(caller)(query, { ...variables });
      now += random.below(1_000);
    }
    await service.engine.processes.runDue();
    await known.readOn();
  }

  it('is what the service answered at that moment, whoever asks', async () => {
    expect(asked.length).toBeGreaterThan(STAGES * QUESTIONS * 0.6);
    let scoped = 0;
    for (const { caller, question, answer, position, now: then } of asked) {
      const query = `query @asAt(position: "${position}", effective: "${then}") ${question.selection}`;
      const past = await service.as(caller)<unknown>(query);
      if (past.errors?.[0]?.extensions.code === 'NOT_AS_AT') continue;
      expect({ caller: caller.name, query, ...shown(past) }).toEqual({ caller: caller.name, query, ...shown(answer) });
      expect(past.extensions?.concordat).toMatchObject({ position, asAt: { position, effective: then } });
      if (asAtOf(past)?.organisations && past.data !== null) scoped += 1;
    }
    // What is replayed for one organisation alone is compared with what was shown of the whole.
    expect(scoped).toBeGreaterThan(10);
    expect(new Set(asked.map(({ question: { field } }) => field)).size).toBeGreaterThan(30);
  }, 180_000);

  it('changes nothing in the record, except that an auditor asked', async () => {
    const head = await service.engine.store.head();
    expect(head).toBeGreaterThan(START);
    const some = asked.slice(0, 20);
    for (const { caller, question, position } of some) {
      await service.as(caller)(`query @asAt(position: "${position}") ${question.selection}`);
    }
    const byAuditors = some.filter(({ caller }) => caller.party.kind === 'AUDITOR').length;
    expect((await service.engine.store.head()) - head).toBe(byAuditors);
  });
});
