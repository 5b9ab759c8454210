import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Position } from '#platform/event-store';
import { startService, type TestCaller, type TestService } from '../support/service.js';

const registrar: TestCaller = {
  name: 'hse-registrar',
  party: { kind: 'HSE', id: 'authority-00000000-0000-5000-8000-000000000001' },
  roles: ['REGISTRAR'],
};

const REGISTER = /* GraphQL */ `
  mutation ($input: OrganisationRegisterInput!) {
    organisationRegister(input: $input) {
      position
      revision
      repeated
      organisation {
        id
        name
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`;

interface Registered {
  readonly organisationRegister: {
    readonly position: string | null;
    readonly revision: number | null;
    readonly repeated: boolean;
    readonly organisation: { readonly id: string; readonly name: string } | null;
    readonly userErrors: readonly { readonly code: string; readonly message: string; readonly field: string[] }[];
  };
}

const TWICE = /* GraphQL */ `
  query ($id: ID!) {
    first: organisation(id: $id) {
      name
    }
    list: organisations(first: 100) {
      nodes {
        id
        name
      }
    }
    node(id: $id) {
      ... on Organisation {
        name
      }
    }
    nodes(ids: [$id]) {
      ... on Organisation {
        name
      }
    }
  }
`;

const LIST = '{ organisations(first: 100) { nodes { name } } }';

let service: TestService;
let ask: ReturnType<TestService['as']>;
beforeAll(async () => {
  service = await startService();
  ask = service.as(registrar);
});
afterAll(() => service.close());

async function register(name: string, key: string = randomUUID()): Promise<Registered['organisationRegister']> {
  const input = { idempotencyKey: key, name, structure: 'MIXED' };
  const { data } = await ask<Registered>(REGISTER, { input });
  return data.organisationRegister;
}

async function rename(organisationId: string, name: string): Promise<void> {
  await ask(
    /* GraphQL */ `
      mutation ($input: OrganisationRenameInput!) {
        organisationRename(input: $input) {
          revision
        }
      }
    `,
    { input: { idempotencyKey: randomUUID(), organisationId, name, reason: 'Spec.' } },
  );
}

/** Lets something else happen once, after the next session has been opened and before anything is read through it. */
function afterNextSession(meanwhile: () => Promise<void>): void {
  const { sessions } = service.engine;
  const open = sessions.open.bind(sessions);
  sessions.open = async (caller) => {
    sessions.open = open;
    const session = await open(caller);
    await meanwhile();
    return session;
  };
}

describe('All fields of a query', () => {
  it('show one position of the log, which the answer names, whatever is written meanwhile', async () => {
    const { organisation, position } = await register('Before');
    const id = organisation?.id ?? '';
    afterNextSession(() => rename(id, 'After'));
    const { data, extensions } = await ask<{
      first: { name: string };
      list: { nodes: { id: string; name: string }[] };
      node: { name: string };
      nodes: { name: string }[];
    }>(TWICE, { id });
    const names = [data.first.name, data.node.name, data.nodes[0]?.name];
    expect([...names, data.list.nodes.find((each) => each.id === id)?.name]).toEqual(Array(4).fill('Before'));
    expect(extensions?.concordat?.position).toBe(position);

    const later = await ask<{ first: { name: string } }>(TWICE, { id });
    expect(later.data.first.name).toBe('After');
    expect(Number(later.extensions?.concordat?.position)).toBe(Number(position) + 1);
  });

  it('name no position when nothing was read', async () => {
    const { extensions } = await ask('{ __typename }');
    expect(extensions?.concordat).toBeUndefined();
  });
});

describe('A read after a position', () => {
  const after = (position: string) => ask(LIST, {}, { 'concordat-read-after': position });

  it('waits until the read models show it', async () => {
    const { projections } = service.engine;
    const waited: number[] = [];
    const waitFor = projections.waitFor.bind(projections);
    projections.waitFor = async (position, timeout) => {
      waited.push(position);
      await waitFor(position, timeout);
    };
    const { position } = await register('Read after me');
    const { data, extensions } = await ask<{ organisations: { nodes: { name: string }[] } }>(
      LIST,
      {},
      { 'concordat-read-after': position ?? '' },
    );
    projections.waitFor = waitFor;
    expect(waited).toContain(Number(position));
    expect(Number(extensions?.concordat?.position)).toBeGreaterThanOrEqual(Number(position));
    expect(data.organisations.nodes.map(({ name }) => name)).toContain('Read after me');
  });

  it.each(['999999999', '-1', '1.5', '1e3', 'abc', '', '1, 2', '9'.repeat(400)])(
    'refuses one that the service never gave out: %s',
    async (position) => {
      const { status, errors } = await after(position);
      expect(status).toBe(400);
      expect(errors?.[0]?.extensions.code).toBe('POSITION_NOT_ISSUED');
    },
  );

  it('that is not reached in time says so, and that it can be asked again', async () => {
    const { projections } = service.engine;
    const waitFor = projections.waitFor.bind(projections);
    const head = await service.engine.store.head();
    projections.waitFor = () => waitFor((head + 1) as Position, 0);
    const { status, errors } = await after(String(head));
    projections.waitFor = waitFor;
    expect(status).toBe(503);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'READ_BEHIND', reached: String(head) } });
    expect((await after(String(head))).status).toBe(200);
  });
});

describe('Mutations of one request', () => {
  it('are carried out in order, and each shows what it did', async () => {
    const keys = [randomUUID(), randomUUID()];
    const { data, extensions } = await ask<Record<'one' | 'two', Registered['organisationRegister']>>(
      /* GraphQL */ `
        mutation ($one: OrganisationRegisterInput!, $two: OrganisationRegisterInput!) {
          one: organisationRegister(input: $one) {
            position
            organisation {
              id
              name
            }
          }
          two: organisationRegister(input: $two) {
            position
            organisation {
              id
              name
            }
          }
        }
      `,
      {
        one: { idempotencyKey: keys[0], name: 'One', structure: 'MIXED' },
        two: { idempotencyKey: keys[1], name: 'Two', structure: 'MIXED' },
      },
    );
    expect([data.one.organisation?.name, data.two.organisation?.name]).toEqual(['One', 'Two']);
    expect(Number(data.two.position)).toBe(Number(data.one.position) + 1);
    expect(extensions?.concordat?.position).toBe(data.two.position);
  });

  it('of many requests at once do not wait for one another for ever', async () => {
    const two = /* GraphQL */ `
      mutation ($one: OrganisationRegisterInput!, $two: OrganisationRegisterInput!) {
        one: organisationRegister(input: $one) {
          organisation {
            name
          }
        }
        two: organisationRegister(input: $two) {
          organisation {
            name
          }
        }
      }
    `;
    const input = (name: string) => ({ idempotencyKey: randomUUID(), name, structure: 'MIXED' });
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, number) => ask(two, { one: input(`A ${number}`), two: input(`B ${number}`) })),
    );
    expect(answers.every(({ data }) => 'two' in data)).toBe(true);
  });

  it('that change nothing say at which position the object can be seen', async () => {
    const { organisation, position } = await register('Same');
    const mutation = /* GraphQL */ `
      mutation ($input: OrganisationRenameInput!) {
        organisationRename(input: $input) {
          position
          revision
          repeated
          organisation {
            name
          }
          userErrors {
            code
          }
        }
      }
    `;
    const input = { idempotencyKey: randomUUID(), organisationId: organisation?.id, name: 'Same', reason: 'Spec.' };
    const { data } = await ask<{ organisationRename: object }>(mutation, { input });
    expect(data.organisationRename).toEqual({
      position,
      revision: 0,
      repeated: false,
      organisation: { name: 'Same' },
      userErrors: [],
    });
  });

  it('sent at once with the same key are carried out once', async () => {
    const key = randomUUID();
    const head = await service.engine.store.head();
    const answers = await Promise.all(Array.from({ length: 5 }, () => register('Once', key)));
    expect(await service.engine.store.head()).toBe(head + 1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(answers.map(({ organisation, position }) => JSON.stringify([organisation, position]))).size).toBe(1);
  });
});

describe('A request that fails', () => {
  const stranger: TestCaller = { name: 'nobody', party: { kind: 'OPERATOR', id: 'operator' }, roles: ['OPERATOR'] };
  const withoutSession = () => {
    const { sessions } = service.engine;
    const open = sessions.open.bind(sessions);
    sessions.open = () => {
      sessions.open = open;
      return Promise.reject(new Error('No session could be opened.'));
    };
    return ask(LIST);
  };
  const failures: readonly (() => Promise<unknown>)[] = [
    () => ask('{ organisations {'),
    () => ask('{ nonsense }'),
    () => ask('{ organisations(first: 0) { nodes { name } } organisation(id: "x") { name } }'),
    () => ask('query ($id: ID!) { organisation(id: $id) { name } }', { id: null }),
    () => ask('{ organisations(after: "x") { nodes { name sites { nodes { name } } } } node(id: "x") { id } }'),
    () => service.as(stranger)(REGISTER, { input: { idempotencyKey: randomUUID(), name: 'x', structure: 'MIXED' } }),
    () => register(''),
    () => ask(LIST, {}, { 'concordat-read-after': '999999999' }),
    () =>
      fetch(`${service.url}/graphql`, { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }),
    () => fetch(`${service.url}/graphql`, { method: 'POST', body: JSON.stringify({ query: LIST }) }),
    async () => {
      const { sessions } = service.engine;
      const open = sessions.open.bind(sessions);
      sessions.open = async (caller) => {
        sessions.open = open;
        const session = await open(caller);
        session.tables = () => {
          throw new Error('A fault within a resolver.');
        };
        return session;
      };
      return ask(LIST);
    },
    withoutSession,
  ];

  it('keeps no snapshot: after a thousand of them the next one is answered', async () => {
    const head = await service.engine.store.head();
    for (let number = 0; number < 1_008; number++) await failures[number % failures.length]?.();
    const { status, data } = await ask<{ organisations: { nodes: object[] } }>(LIST);
    expect(status).toBe(200);
    expect(data.organisations.nodes.length).toBeGreaterThan(0);
    expect(await service.engine.store.head()).toBe(head);
  });

  it('because no session could be opened answers with a masked fault, and not with another one', async () => {
    const { errors } = await withoutSession();
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' }, path: ['organisations'] }]);
  });

  it('because its client went away keeps no snapshot either', async () => {
    for (let number = 0; number < 40; number++) {
      const abort = new AbortController();
      const gone = expect(
        fetch(`${service.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Test ${registrar.name}` },
          body: JSON.stringify({ query: LIST }),
          signal: abort.signal,
        }),
      ).rejects.toThrow();
      afterNextSession(async () => {
        abort.abort();
        await gone;
      });
      await gone;
    }
    expect((await ask(LIST)).status).toBe(200);
  });
});
