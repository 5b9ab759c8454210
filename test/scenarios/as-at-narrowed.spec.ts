import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { seed } from '../../apps/demo/seed/seed.js';
import { boundedFields, callOf } from '../support/bounded-questions.js';
import { declaredSchema } from '../support/declared-schema.js';
import { Random } from '../support/random-calls/index.js';
import { LogMemory } from '../support/random-calls/log-memory.js';
import { startService, type GraphqlAnswer, type TestCaller, type TestService } from '../support/service.js';

const AUDITOR: TestCaller = { name: 'auditor', party: { kind: 'AUDITOR', id: 'auditor' }, roles: ['AUDITOR'] };
const FIELDS = boundedFields(declaredSchema());
/** Which leads beyond any organisation: with it, everything is replayed. */
const WIDE = 'beyond: organisations(first: 1) { nodes { id } }';
/** Of what a field leads to, the nearest is always asked for, and so many others at random. */
const NEAREST = 4;
const OTHERS = Number(process.env['CONCORDAT_SELECTIONS'] ?? 5);

const shown = ({ data, errors }: GraphqlAnswer<{ readonly asked?: unknown } | null>) => ({
  data: data?.asked,
  errors: errors?.map(({ message, extensions }) => [extensions.code, message]) ?? [],
});

let service: TestService;
let memory: LogMemory;
let head: number;
const seedOfRun = Number(process.env['CONCORDAT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const random = new Random(seedOfRun);

beforeAll(async () => {
  process.stdout.write(`narrowed: CONCORDAT_SEED=${seedOfRun}\n`);
  service = await startService();
  await seed(service.engine);
  memory = new LogMemory(service.engine, new Set());
  await memory.readOn();
  head = await service.engine.store.head();
}, 120_000);
afterAll(() => service.close());

it('declares fields of every kind to stay within an organisation', () => {
  expect(FIELDS.length).toBeGreaterThan(15);
});

it.each(FIELDS.map((field) => [field.name, field] as const))(
  'answers %s from the events of one organisation as from all',
  async (_name, field) => {
    let found = 0;
    const others = field.selections
      .slice(NEAREST)
      .filter((_selection, _index, { length }) => random.below(length) < OTHERS);
    for (const { kind, text: selection } of [...field.selections.slice(0, NEAREST), ...others]) {
      const ids = memory.idsOf(kind, []).all;
      if (ids.length === 0) continue;
      for (const caller of [AUDITOR, random.pick(memory.callers)]) {
        const asked = `asked: ${callOf(field, random.pick(ids))} ${selection}`;
        const position = random.percent(50) ? head : 1 + random.below(head);
        const ask = (root: string) =>
          service.as(caller)<{ readonly asked?: unknown } | null>(`query @asAt(position: "${position}") { ${root} }`);
        const narrow = await ask(asked);
        if (narrow.errors?.[0]?.extensions.code === 'QUERY_TOO_COSTLY') continue;
        const whole = await ask(`${asked} ${WIDE}`);
        expect({ caller: caller.name, asked, position, ...shown(narrow) }).toEqual({
          ...{ caller: caller.name, asked, position },
          ...shown(whole),
        });
        expect(narrow.errors ?? []).toEqual([]);
        const [one, other] = [narrow, whole].map(({ extensions }) => extensions?.concordat);
        expect([asked, one, other]).toMatchObject([
          asked,
          { asAt: { organisations: expect.any(Array), leftOutEvents: 0 } },
          { asAt: { organisations: null, leftOutEvents: 0 } },
        ]);
        if (narrow.data?.asked !== null) found += 1;
      }
    }
    expect(found).toBeGreaterThan(0);
  },
  120_000,
);
