import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startGraphqlApp, type GraphqlApp } from './graphql-app.fixture.js';

let app: GraphqlApp;
beforeAll(async () => {
  app = await startGraphqlApp();
});
afterAll(() => app.close());

async function cost(query: string, variables?: object): Promise<number> {
  const answer = await app.send(query, variables);
  expect(answer.errors.filter(({ extensions }) => extensions.code !== 'QUERY_TOO_COSTLY')).toEqual([]);
  return Number(answer.headers.get('x-query-cost'));
}

describe('the cost of a query', () => {
  it.each([
    ['one for each field', '{ now size }', 2],
    ['nothing for type names', '{ __typename now organisation(id: "1") { __typename id } }', 3],
    [
      'page size times what is asked of each item',
      '{ organisations(first: 10) { nodes { id name } } }',
      1 + 1 + 10 * 2,
    ],
    ['edges like nodes', '{ organisations(first: 10) { edges { node { id } } } }', 1 + 1 + 10 * 2],
    ['once for what stands beside the list', '{ organisations(first: 100) { totalCount } }', 2],
    ['the larger of first and last', '{ organisations(first: 10, last: 20) { nodes { id } } }', 1 + 1 + 20],
    ['the default page where none is asked for', '{ organisations { nodes { id } } }', 1 + 1 + 25],
    [
      'pages within pages',
      '{ organisations(first: 10) { nodes { partners(first: 5) { nodes { id } } } } }',
      2 + 10 * (2 + 5),
    ],
    ['the assumed size for other lists', '{ reports { title } }', 1 + 10],
    ['the declared size where there is one', '{ regions { name } }', 1 + 400],
    ['as many as are asked for by their ids', '{ chosen(ids: ["1", "2", "3"]) { id name } }', 1 + 3 * 2],
    ['the declared weight where there is one', '{ organisation(id: "1") { report { title } } }', 1 + 50 + 1],
    ['lists of plain values once', '{ organisation(id: "1") { report { lines } } }', 1 + 50 + 1],
    [
      'nothing for what is left out',
      '{ now @skip(if: true) size @include(if: false) organisation(id: "1") { id } }',
      2,
    ],
  ])('counts %s', async (_, query, expected) => expect(await cost(query)).toBe(expected));

  it('counts fragments where they are spread', async () => {
    const fragment = 'fragment F on OrganisationConnection { nodes { id } }';
    expect(
      await cost(`{ a: organisations(first: 5) { ...F } b: organisations(first: 50) { ...F ...F } } ${fragment}`),
    ).toBe(1 + 1 + 5 + (1 + 1 + 50));
    expect(await cost('{ ... { now } ... on Query { size } }')).toBe(2);
  });

  it('is counted with the variables of each request, also when the query is known already', async () => {
    const query = 'query ($n: Int, $no: Boolean = false) { organisations(first: $n) @skip(if: $no) { nodes { id } } }';
    expect(await cost(query, { n: 1 })).toBe(3);
    expect(await cost(query, { n: 100 })).toBe(102);
    expect(await cost(query, { n: 100, no: true })).toBe(0);
    expect(await cost(query)).toBe(27);
    expect(await cost(query, { n: null })).toBe(27);
    const chosen = 'query ($ids: [ID!]!) { chosen(ids: $ids) { id } }';
    expect(await cost(chosen, { ids: ['1'] })).toBe(2);
    expect(await cost(chosen, { ids: Array.from({ length: 100 }, (_, index) => String(index)) })).toBe(101);
  });

  it('is refused beyond the limit, with what it is and what the limit is', async () => {
    const query =
      'query ($n: Int) { organisations(first: $n) { nodes { partners(first: $n) { nodes { id name } } } } }';
    expect((await app.send(query, { n: 60 })).errors).toEqual([]);
    const { status, errors, data } = await app.send(query, { n: 100 });
    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: 'The query costs 20,202; the limit is 10,000. Ask for smaller pages or for fewer lists within lists.',
        extensions: { code: 'QUERY_TOO_COSTLY', cost: 20_202, limit: 10_000 },
      },
    ]);
  });
});

describe('the size of a page', () => {
  it.each([0, -1, 101, 2_147_483_647])('may not be %d', async (first) => {
    for (const [query, variables] of [
      ['query ($n: Int) { organisations(first: $n) { totalCount } }', { n: first }],
      [`{ organisations(first: ${first}) { totalCount } }`, {}],
      [`{ organisations(last: ${first}) { totalCount } }`, {}],
    ] as const) {
      const { status, errors } = await app.send(query, variables);
      expect(status).toBe(400);
      expect(errors[0]?.extensions).toMatchObject({
        code: 'PAGE_SIZE_OUT_OF_RANGE',
        field: 'organisations',
        limit: 100,
      });
      expect(errors[0]?.message).toMatch(new RegExp(`of organisations must be from 1 to 100; it is ${first}\\.$`));
    }
  });

  it('may be 1 and 100', async () => {
    for (const first of [1, 100]) {
      const { data } = await app.send('query ($n: Int) { organisations(first: $n) { nodes { id } } }', { n: first });
      expect(data).toMatchObject({ organisations: { nodes: { length: first } } });
    }
  });
});

describe('variables', () => {
  const REGISTER = 'mutation ($input: RegisterInput!) { organisationRegister(input: $input) }';

  it('are refused with every field and reason, and without their values', async () => {
    const site = { since: '2005-02-29', uprn: 7 };
    const { status, errors } = await app.send(REGISTER, {
      input: { headcount: 'secret many', site, tags: ['PEOPLE', 'X'] },
    });
    expect(status).toBe(400);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      fields: [
        { field: 'input', message: 'Field "name" of required type "String!" was not provided.' },
        { field: 'input.headcount', message: 'Int cannot represent non-integer value: "secret many"' },
        { field: 'input.site.uprn', message: 'String cannot represent a non string value: 7' },
        { field: 'input.site.since', message: 'Expected a date: it must be a date that exists.' },
        { field: 'input.tags.1', message: 'Value "X" does not exist in "Unit" enum.' },
      ],
    });
    expect(errors[0]?.message).toBe('input: Field "name" of required type "String!" was not provided. (and 4 more)');
  });

  it('are refused when they are missing, null or of the wrong shape', async () => {
    for (const [variables, field] of [
      [{}, 'input'],
      [{ input: null }, 'input'],
      [{ input: 'text' }, 'input'],
      [{ input: { name: null } }, 'input.name'],
      [{ input: { name: 'x', unknown: 1 } }, 'input'],
    ] as const) {
      const { status, errors } = await app.send(REGISTER, variables);
      expect(status).toBe(400);
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ field }] });
    }
  });

  it('do not come back whole when they are long or hold control characters', async () => {
    const long = '\u202eabc\u0000\u001b[31m' + 'y'.repeat(50_000);
    for (const input of [
      { name: 'x', headcount: long },
      { name: 'x', tags: [long] },
      { name: 'x', [long]: 1 },
    ]) {
      const { text, errors } = await app.send(REGISTER, { input });
      expect(text.length).toBeLessThan(1000);
      expect(errors[0]?.message.length).toBeLessThan(300);
      expect(errors[0]?.message).toMatch(/^input/);
      expect(errors[0]?.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  it('are reported 20 at most', async () => {
    const { errors } = await app.send(REGISTER, {
      input: { name: 'x', tags: Array.from({ length: 5000 }, () => 'X') },
    });
    expect(errors[0]?.extensions['fields']).toHaveLength(20);
  });

  it('are refused when only an argument forbids them', async () => {
    const { status, errors } = await app.send('query ($u: Unit = PEOPLE) { size(unit: $u) }', { u: null });
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toContain('unit');
  });

  it('reach the resolvers as texts, whatever scalar they are', async () => {
    const query = `query ($at: DateTime, $on: Date, $id: UUID, $after: Position, $count: NonNegativeInt) {
      now(at: $at, on: $on, id: $id, after: $after, count: $count)
    }`;
    const id = '6F1C2B5E-3D0A-4F63-9D51-0A6D3A1C7B42';
    const sent = { at: '2006-06-15T09:30:00+01:00', on: '2006-03-21', id, after: '17', count: 3 };
    const { data } = await app.send(query, sent);
    expect(JSON.parse(String(data?.['now']))).toEqual({
      at: '2006-06-15T08:30:00.000Z',
      on: '2006-03-21',
      id: id.toLowerCase(),
      after: 17,
      count: 3,
    });
  });
});
