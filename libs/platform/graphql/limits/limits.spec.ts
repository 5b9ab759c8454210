import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { startGraphqlApp, type Answer, type GraphqlApp } from './graphql-app.fixture.js';

let app: GraphqlApp;
beforeAll(async () => {
  app = await startGraphqlApp({ limits: { largeRequestFields: ['organisationsImport'] } });
});
afterAll(() => app.close());

/** The one error of an answer that holds nothing else. */
function refusal(answer: Answer) {
  expect(answer.data).toBeUndefined();
  expect(answer.errors).toHaveLength(1);
  const [error] = answer.errors;
  return { status: answer.status, code: error?.extensions.code, message: error?.message, ...error?.extensions };
}

const nested = (levels: number): string => 'parent { '.repeat(levels) + 'id' + ' }'.repeat(levels);

describe('the length of a query', () => {
  it('is limited in tokens, however short the tokens are', async () => {
    const answer = refusal(await app.send(`{ ${'now '.repeat(1001)} }`));
    expect(answer).toMatchObject({ status: 400, code: 'TOO_MANY_TOKENS', limit: 1000 });
    expect(answer.message).toContain('1000 tokens');
  });

  it('leaves a syntax error a syntax error, with 400', async () => {
    expect(refusal(await app.send('{ now '))).toMatchObject({ status: 400, code: 'GRAPHQL_PARSE_FAILED' });
    expect(refusal(await app.send('x'))).toMatchObject({ status: 400, code: 'GRAPHQL_PARSE_FAILED' });
  });
});

describe('the depth of a query', () => {
  it('may be 12 fields', async () => {
    const answer = await app.send(`{ organisation(id: "1") { ${nested(10)} } }`);
    expect(answer.errors).toEqual([]);
    expect(answer.status).toBe(200);
  });

  it('is refused beyond, with what it is and what the limit is', async () => {
    const answer = refusal(await app.send(`{ organisation(id: "1") { ${nested(11)} } }`));
    expect(answer).toMatchObject({ status: 400, code: 'QUERY_TOO_DEEP', depth: 13, limit: 12 });
    expect(answer.message).toContain('13 fields deep');
  });

  it('counts what hides in fragments', async () => {
    const query = `
      query { organisation(id: "1") { ...A } }
      fragment A on Organisation { ${nested(5).replace('id', '...B')} }
      fragment B on Organisation { ... on Organisation { ${nested(6)} } }`;
    expect(refusal(await app.send(query))).toMatchObject({ code: 'QUERY_TOO_DEEP', depth: 13 });
  });

  it('takes no exponential time for fragments that spread one another', async () => {
    const levels = 40;
    const fragments = Array.from({ length: levels }, (_, index) => {
      const next = index + 1 < levels ? `...F${index + 1}` : 'id';
      return `fragment F${index} on Organisation { a: parent { ${next} } b: parent { ${next} } }`;
    });
    const limits = { maxDepth: 100, maxAliases: 100, largeRequestFields: [] };
    const deep = await startGraphqlApp({ limits });
    try {
      const answer = refusal(await deep.send(`{ organisation(id: "1") { ...F0 } } ${fragments.join(' ')}`));
      expect(answer).toMatchObject({ status: 400, code: 'QUERY_TOO_COSTLY' });
    } finally {
      await deep.close();
    }
  });
});

describe('aliases, repeated fields and directives', () => {
  const list = (count: number, item: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => item(i)).join(' ');

  it('limits aliases, those of __typename and those that repeat the name included', async () => {
    const ids = list(8, (i) => `p${i}: parent { a${i}: id b${i}: name c${i}: __typename __typename: __typename }`);
    const answer = refusal(await app.send(`{ organisation(id: "1") { ${ids} } }`));
    expect(answer).toMatchObject({ status: 400, code: 'TOO_MANY_ALIASES', count: 40, limit: 30 });
  });

  it('limits how often one field is asked for in one selection', async () => {
    const fields = list(11, (i) => `a${i}: now`);
    expect(refusal(await app.send(`{ ${fields} }`))).toMatchObject({ code: 'TOO_MANY_REPEATED_FIELDS', field: 'now' });
    const bare = list(11, () => 'now');
    expect(refusal(await app.send(`{ ${bare} }`))).toMatchObject({ status: 400, code: 'TOO_MANY_REPEATED_FIELDS' });
    const typenames = list(11, (i) => `a${i}: __typename`);
    expect(refusal(await app.send(`{ ${typenames} }`))).toMatchObject({ code: 'TOO_MANY_REPEATED_FIELDS' });
    const mutations = list(11, (i) => `a${i}: organisationsImport(csv: "")`);
    expect(refusal(await app.send(`mutation { ${mutations} }`))).toMatchObject({ code: 'TOO_MANY_REPEATED_FIELDS' });
  });

  it('counts repeated fields across fragments', async () => {
    const query = `{ ${list(6, (i) => `a${i}: now`)} ...F } fragment F on Query { ${list(5, (i) => `b${i}: now`)} }`;
    expect(refusal(await app.send(query))).toMatchObject({ code: 'TOO_MANY_REPEATED_FIELDS' });
  });

  it('takes as many as the limit says', async () => {
    expect((await app.send(`{ ${list(10, (i) => `a${i}: now`)} }`)).errors).toEqual([]);
  });

  it('limits directives', async () => {
    const fields = list(7, (i) => `a${i}: now @include(if: true) @skip(if: false)`);
    const more = list(7, (i) => `b${i}: size @include(if: true)`);
    const answer = refusal(await app.send(`{ ${fields} ${more} }`));
    expect(answer).toMatchObject({ status: 400, code: 'TOO_MANY_DIRECTIVES', count: 21, limit: 20 });
  });
});

describe('the levels of a variable', () => {
  const within = (levels: number): unknown => (levels === 0 ? 1 : [within(levels - 1)]);

  it('may be 20, also where the operation does not use it', async () => {
    expect((await app.send('{ now }', { unused: within(20) })).errors).toEqual([]);
    expect(refusal(await app.send('{ now }', { unused: within(21) }))).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      fields: [{ field: 'unused', message: 'Lists and objects may be 20 levels within one another.' }],
    });
  });
});

describe('the schema', () => {
  it('is shown to callers, at the depth that tools ask for', async () => {
    const answer = await app.send(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }));
    expect(answer.errors).toEqual([]);
    expect(answer.data).toHaveProperty('__schema');
  });

  it.each([
    '{ __schema { queryType { name } } }',
    '{ __type(name: "Query") { name } }',
    '{ ...F } fragment F on Query { x: __schema { description } }',
  ])('is not shown to anonymous callers: %s', async (query) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="concordat"');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('is not guessed at in error messages', async () => {
    for (const query of [
      '{ organisatio(id: "1") { id } }',
      '{ organisation(idd: "1") { id } }',
      '{ size(unit: SITE) }',
    ]) {
      const answer = await app.send(query);
      expect(answer.status).toBe(400);
      expect(answer.text).not.toContain('Did you mean');
    }
    const answer = await app.send(
      'query ($input: RegisterInput!) { now } mutation M($u: RegisterInput!) { organisationRegister(input: $u) }',
    );
    expect(answer.text).not.toContain('Did you mean');
    const wrong = await app.send('mutation ($u: RegisterInput!) { organisationRegister(input: $u) }', {
      u: { nam: 'x' },
    });
    expect(wrong.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(wrong.text).not.toContain('Did you mean');
  });
});

describe('what Apollo and Nest would otherwise allow', () => {
  it('refuses batches', async () => {
    const answer = refusal(await app.post('[{"query":"{ now }"},{"query":"{ now }"}]'));
    expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it('keeps no queries by their hash', async () => {
    const persistedQuery = { version: 1, sha256Hash: 'ab'.repeat(32) };
    const answer = refusal(await app.post(JSON.stringify({ extensions: { persistedQuery } })));
    expect(answer).toMatchObject({ status: 200, code: 'PERSISTED_QUERY_NOT_SUPPORTED' });
  });

  it('refuses what a foreign web page could send without asking first', async () => {
    const get = await fetch(`${app.url}/graphql?query=%7Bnow%7D`);
    expect(get.status).toBe(400);
    expect(await get.text()).toContain('CSRF');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await app.post('{"query":"{ now }"}', { 'content-type': type });
      expect([400, 415]).toContain(answer.status);
      expect(answer.errors[0]?.extensions.code).toBe('BAD_REQUEST');
    }
  });

  it('shows no landing page', async () => {
    const response = await fetch(`${app.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).not.toContain('html');
  });

  it('lets nothing be cached and traces nothing', async () => {
    const answer = await app.send('{ now }', {}, { 'apollo-federation-include-trace': 'ftv1' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(answer.text)).toEqual({ data: { now: '{}' } });
    const wrong = await app.post('{');
    expect(wrong.headers.get('cache-control')).toBe('no-store');
  });
});

describe('the body of a request', () => {
  const large = 'x'.repeat(300 * 1024);

  it('may be 256 KiB', async () => {
    const answer = await app.send('query ($x: String) { fail(how: $x) }', { x: 'x'.repeat(255 * 1024) });
    expect(answer.errors).toEqual([]);
  });

  it('is refused beyond', async () => {
    const answer = refusal(await app.send('query ($x: String) { fail(how: $x) }', { x: large }));
    expect(answer).toMatchObject({ status: 413, code: 'REQUEST_TOO_LARGE', limit: 262_144 });
  });

  it('may be larger for an import, and for nothing that comes with one', async () => {
    const both = 'mutation ($csv: String!) { organisationsImport(csv: $csv) organisationRegister(input: {name: "x"}) }';
    const answer = await app.send('mutation ($csv: String!) { organisationsImport(csv: $csv) }', { csv: large });
    expect(answer.data).toEqual({ organisationsImport: large.length });
    expect(refusal(await app.send(both, { csv: large }))).toMatchObject({ status: 413, code: 'REQUEST_TOO_LARGE' });
  });

  it('is not read beyond the ordinary limit for callers without a token', async () => {
    const body = JSON.stringify({
      query: 'mutation ($csv: String!) { organisationsImport(csv: $csv) }',
      variables: { csv: large },
    });
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'REQUEST_TOO_LARGE' } }] });
  });

  it('is limited even for an import, and when its length is not given beforehand', async () => {
    const csv = 'x'.repeat(9 * 1024 * 1024);
    const body = JSON.stringify({
      query: 'mutation ($csv: String!) { organisationsImport(csv: $csv) }',
      variables: { csv },
    });
    expect(refusal(await app.post(body))).toMatchObject({ status: 413, code: 'REQUEST_TOO_LARGE' });
    const chunked = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer good' },
      body: new Blob([
        JSON.stringify({ query: 'query ($x: String) { fail(how: $x) }', variables: { x: large } }),
      ]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
    const anonymous = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob(['{"query":"{ now }"}']).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(anonymous.status).toBe(411);
  });

  it.each([
    ['{"query":', 'not JSON'],
    ['', 'empty'],
    ['null', ''],
    ['"x"', ''],
    ['{"query": 5}', ''],
    ['{"query": "{ now }", "variables": "x"}', ''],
  ])('is refused when it is %j', async (body, reason) => {
    const answer = refusal(await app.post(body));
    expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(answer.message).toContain(reason);
  });
});
