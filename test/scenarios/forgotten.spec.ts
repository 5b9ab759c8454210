import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isEnumType,
  type GraphQLOutputType,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { systemCaller } from '#platform/access';
import type { AggregateDefinition, StoredEvent } from '#platform/event-sourcing';
import { START } from '#platform/event-store';
import { seed } from '../../apps/demo/seed/seed.js';
import { liveDigests, replayedDigests } from '../support/read-model-hash.js';
import { startService, type TestCaller, type TestService } from '../support/service.js';
import { DUNDEE, HSE, LACORS, WAKEFIELD } from '../support/partnership-world.js';

const SCHEMA = buildSchema(
  readFileSync(new URL('../../../schema/published/concordat.graphql', import.meta.url), 'utf8'),
);

/** Everything that the demonstration records of persons is forgotten. */
describe('A service that has forgotten every person', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
    const { engine } = service;
    await seed(engine);
    const subjects = await subjectsOnRecord();
    expect(subjects.length).toBeGreaterThan(50);
    await engine.subjectKeys.fence(subjects, 'erasure-of-the-spec');
    await engine.subjectKeys.destroy(subjects);
    await service.restart();
    for (const { projections } of service.engine.contexts) {
      for (const { name } of projections) await service.engine.projections.rebuild(name);
    }
  }, 180_000);
  afterAll(() => service.close());

  async function subjectsOnRecord(): Promise<readonly string[]> {
    using session = await service.engine.sessions.open(systemCaller('spec'));
    const rows = await session
      .tables<{ personal_subject: { subjectId: string } }>()
      .selectFrom('personal_subject')
      .select('subjectId')
      .distinct()
      .execute();
    return rows.map(({ subjectId }) => subjectId);
  }

  it('builds every read model, the same as from the start of the log', async () => {
    const { engine } = service;
    expect((await engine.projections.status()).deadLetterCounts).toEqual(new Map());
    expect(await replayedDigests(engine)).toEqual(await liveDigests(engine));
  }, 60_000);

  it('folds every stream', async () => {
    const { store, codec, contexts } = service.engine;
    const aggregates = contexts.flatMap((context) => context.aggregates);
    const states = new Map<string, unknown>();
    let forgotten = 0;
    for await (const recorded of store.readAll({ after: START })) {
      const event: StoredEvent = codec.decode(recorded);
      if (JSON.stringify(event.data).includes('[forgotten]')) forgotten += 1;
      const aggregate: AggregateDefinition | undefined = aggregates.find(
        ({ name }) => event.stream.replace(/-[0-9a-f-]{36}$/, '') === name,
      );
      if (!aggregate) continue;
      const before = states.get(event.stream) ?? aggregate.decider.initialState;
      states.set(event.stream, aggregate.decider.evolve(before, { type: event.type, data: event.data }));
    }
    expect(forgotten).toBeGreaterThan(50);
  });

  /** As deep as the limit on cost allows. */
  async function listed(caller: TestCaller, name: string, type: GraphQLOutputType) {
    const ask = (depth: number) =>
      service.as(caller)<Record<string, unknown>>(`{ ${name}(first: 5) ${selection(type, depth)} }`);
    const deep = await ask(3);
    return deep.errors?.some(({ message }) => message.includes('costs')) ? ask(2) : deep;
  }

  it('answers every list with what is left, to everybody', async () => {
    const person = (kind: TestCaller['party']['kind'], id: string, role: TestCaller['roles'][number]): TestCaller => ({
      name: `${id} ${role}`,
      party: { kind, id },
      roles: [role],
    });
    const everybody = [
      person('AUDITOR', 'auditor', 'AUDITOR'),
      person('HSE', HSE, 'LEAD'),
      person('HSE', HSE, 'COMMUNICATIONS_LEAD'),
      person('COORDINATING_BODY', LACORS, 'LEAD'),
      person('LOCAL_AUTHORITY', DUNDEE, 'LEAD'),
      person('LOCAL_AUTHORITY', WAKEFIELD, 'DATA_PROTECTION_LEAD'),
    ];
    const lists = Object.values(SCHEMA.getQueryType()?.getFields() ?? {}).filter(
      ({ type, args }) =>
        String(type).replace('!', '').endsWith('Connection') &&
        args.every((each) => !isNonNullType(each.type) || each.defaultValue !== undefined),
    );
    expect(lists.length).toBeGreaterThan(10);
    const faults: string[] = [];
    let read = 0;
    for (const caller of everybody) {
      for (const { name, type } of lists) {
        const { data, errors } = await listed(caller, name, type);
        for (const { message, extensions } of errors ?? []) {
          if (extensions.code === 'INTERNAL_SERVER_ERROR') faults.push(`${caller.name} ${name}: ${message}`);
        }
        if (JSON.stringify(data ?? null).includes('[forgotten]')) read += 1;
      }
    }
    expect(faults).toEqual([]);
    expect(read).toBeGreaterThan(5);
  }, 120_000);
});

/** Every field that needs no argument, to a depth. */
function selection(type: GraphQLOutputType, depth: number): string {
  if (isNonNullType(type) || isListType(type)) return selection(type.ofType as GraphQLOutputType, depth);
  if (isScalarType(type) || isEnumType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const isPage = type.name.endsWith('Connection');
  const fields = Object.values(type.getFields())
    .filter(
      ({ name, args }) =>
        (!isPage || name === 'nodes') &&
        args.every((each) => !isNonNullType(each.type) || each.defaultValue !== undefined),
    )
    .flatMap(({ name, args, type: inner }) => {
      const few = args.some((each) => each.name === 'first') ? '(first: 1)' : '';
      if (!isObjectType(leafOf(inner)) && selection(inner, 0) === '') return [name];
      return depth > 0 && isObjectType(leafOf(inner)) ? [`${name}${few} ${selection(inner, depth - 1)}`] : [];
    });
  return fields.length === 0 ? '{ __typename }' : `{ ${fields.join(' ')} }`;
}

function leafOf(type: GraphQLOutputType): GraphQLOutputType {
  return isNonNullType(type) || isListType(type) ? leafOf(type.ofType as GraphQLOutputType) : type;
}
