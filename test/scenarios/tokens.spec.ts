import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TokenVerifier, type TokenRefusalReason } from '#platform/access';
import type { StreamName } from '#platform/event-store';
import type { Engine } from '#platform/engine';
import { TokenAuthentication } from '#platform/graphql';
import { deriveId } from '#platform/values';
import { contexts } from '#domain';
import { createApplication } from '../../apps/api/application.js';
import { makeEngineHome, type EngineHome } from '../support/engines/test-engine.js';
import { generateSigningKey, startIssuer, type Issuer, type IssuerClient } from '../support/issuer/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const registrar: IssuerClient = {
  clientId: 'dundee-case-system',
  clientSecret: 'only for this test',
  claims: {
    concordat_party: { kind: 'LOCAL_AUTHORITY', id: deriveId('authority', 'S12000042') },
    concordat_roles: ['REGISTRAR'],
    sub: 'dundee-registrar-1',
  },
};
const auditor: IssuerClient = {
  clientId: 'national-audit',
  clientSecret: 'only for this test, too',
  claims: { concordat_party: { kind: 'AUDITOR', id: 'auditor' }, concordat_roles: ['AUDITOR'] },
};
const clients = [registrar, auditor];
const claims = { sub: 'dundee-registrar-1', client_id: registrar.clientId, ...registrar.claims };

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const MINUTE = 60_000;

const REGISTER = `mutation ($input: OrganisationRegisterInput!) {
  organisationRegister(input: $input) { organisation { name } userErrors { code } }
}`;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** The API with real tokens; each takes its own time, so that no test has to wait for keys to be old. */
class TokenService {
  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly url: string,
    private readonly time: { ahead: number },
  ) {}

  static async start(engine: Engine, issuer: { readonly url: string; readonly audience: string }) {
    const time = { ahead: 0 };
    const now = () => Date.now() + time.ahead;
    const verifier = new TokenVerifier({ issuer: issuer.url, audience: issuer.audience, now });
    const app = await createApplication({ engine, authentication: new TokenAuthentication(verifier), log: silent });
    await app.listen(0, '127.0.0.1');
    return new TokenService(app, await app.getUrl(), time);
  }

  passTime(milliseconds: number): void {
    this.time.ahead += milliseconds;
  }

  async ask(authorization: string | undefined, body: object = { query: '{ __typename }' }): Promise<Answer> {
    return this.send({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      body: JSON.stringify(body),
    });
  }

  async send(request: RequestInit, path = '/graphql'): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, request);
    const text = await response.text();
    const body = JSON.parse(text) as Pick<Answer, 'data' | 'errors'>;
    return { status: response.status, headers: response.headers, text, ...body };
  }

  register(authorization: string | undefined, name: string, idempotencyKey: string = randomUUID()): Promise<Answer> {
    const input = { idempotencyKey, name, structure: 'MIXED' };
    return this.ask(authorization, { query: REGISTER, variables: { input } });
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

describe('Access tokens over HTTP', () => {
  const folder = temporaryFolder();
  let home: EngineHome;
  let engine: Engine;
  let issuer: Issuer;
  let service: TokenService;
  const faults: unknown[] = [];

  beforeAll(async () => {
    issuer = await startIssuer({ clients });
    const onFault = (error: unknown) => void faults.push(error);
    home = await makeEngineHome(folder.path);
    engine = await home.open({ contexts, log: silent, onFault });
    await engine.start();
    service = await TokenService.start(engine, issuer);
  });
  afterAll(async () => {
    await service.close();
    await engine.stop();
    await issuer.close();
    await home.remove();
    folder.remove();
    expect(faults).toEqual([]);
  });

  async function bearer(client: IssuerClient, from: Issuer = issuer): Promise<string> {
    return `Bearer ${await from.token(client.clientId)}`;
  }

  describe('let in whom they name', () => {
    it('with the rights of the party and the roles in the token', async () => {
      const { status, data } = await service.register(await bearer(registrar), 'Tesco');
      expect({ status, data }).toEqual({
        status: 200,
        data: { organisationRegister: { organisation: { name: 'Tesco' }, userErrors: [] } },
      });
      const refused = await service.register(await bearer(auditor), 'Asda');
      expect(refused.errors?.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    });

    it('who stands in every event, by subject and client system', async () => {
      const key = randomUUID();
      await service.register(await bearer(registrar), 'Boots', key);
      const recorded: unknown[] = [];
      for await (const { metadata } of engine.store.readStream(deriveId('organisation', key) as StreamName)) {
        recorded.push(JSON.parse(new TextDecoder().decode(metadata)));
      }
      expect(recorded).toEqual([
        expect.objectContaining({
          actor: {
            party: registrar.claims.concordat_party,
            subject: registrar.claims.sub,
            roles: registrar.claims.concordat_roles,
            client: registrar.clientId,
          },
        }),
      ]);
    });

    it('to read what the schema holds', async () => {
      const { data } = await service.ask(await bearer(auditor), { query: '{ __schema { queryType { name } } }' });
      expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    });

    it('when the scheme is written in another letter case', async () => {
      const { status } = await service.ask((await bearer(auditor)).replace('Bearer', 'bearer'));
      expect(status).toBe(200);
    });
  });

  describe('are refused with 401 and the reason', () => {
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const seconds = () => Math.floor(Date.now() / 1000);
    const mint = (changes: Readonly<Record<string, unknown>> = {}) => issuer.mint({ ...claims, ...changes });
    const withHeader = async (header: object): Promise<string> => {
      const [, payload, signature] = (await mint()).split('.');
      return `${part(header)}.${payload}.${signature}`;
    };
    /** Signed with the issuer's public key as if it were a secret shared with the issuer. */
    const signedWithPublicKey = async (): Promise<string> => {
      const keySet = await (await fetch(`${issuer.url}/jwks`)).text();
      const content = `${part({ alg: 'HS256', typ: 'at+jwt' })}.${(await mint()).split('.')[1]}`;
      return `${content}.${createHmac('sha256', keySet).update(content).digest('base64url')}`;
    };
    const party = (kind: string, id: string) => ({ concordat_party: { kind, id } });

    const cases: readonly (readonly [string, TokenRefusalReason, () => Promise<string>])[] = [
      ['no token at all', 'malformed', async () => 'Bearer'],
      ['another scheme', 'malformed', async () => `Basic ${Buffer.from('user:password').toString('base64')}`],
      ['two tokens', 'malformed', async () => `Bearer ${await mint()}, Bearer ${await mint()}`],
      ['a token in pieces', 'malformed', async () => `Bearer ${(await mint()).replaceAll('.', ' ')}`],
      ['a text that is no token', 'malformed', async () => 'Bearer open-sesame'],
      ['a token of more than 8 KiB', 'malformed', async () => `Bearer ${await mint({ padding: 'x'.repeat(8192) })}`],
      ['an expired one', 'expired', async () => `Bearer ${await mint({ exp: seconds() - 60 })}`],
      ['one for later', 'not_yet_valid', async () => `Bearer ${await mint({ nbf: seconds() + 60 })}`],
      ['one that never ends', 'claims', async () => `Bearer ${await mint({ exp: undefined })}`],
      [
        'a forged one',
        'forged',
        async () => `Bearer ${await issuer.mint(claims, { key: await generateSigningKey() })}`,
      ],
      [
        'one with other content',
        'forged',
        async () => {
          const [header, payload = '', signature] = (await mint()).split('.');
          const content = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
          return `Bearer ${header}.${part({ ...content, concordat_roles: ['LEAD'] })}.${signature}`;
        },
      ],
      [
        'one without a signature',
        'algorithm',
        async () => `Bearer ${await withHeader({ alg: 'none', typ: 'at+jwt' })}`,
      ],
      ['one signed with a public key', 'algorithm', async () => `Bearer ${await signedWithPublicKey()}`],
      [
        'one of an unknown key',
        'unknown_key',
        async () => `Bearer ${await issuer.mint(claims, { header: { kid: 'another' } })}`,
      ],
      [
        'an identity token',
        'type',
        async () => `Bearer ${await issuer.mint(claims, { header: { typ: 'id_token+jwt' } })}`,
      ],
      ['one of another issuer', 'foreign_issuer', async () => `Bearer ${await mint({ iss: 'https://other.example' })}`],
      [
        'one for another service',
        'foreign_audience',
        async () => `Bearer ${await mint({ aud: 'https://other.example' })}`,
      ],
      ['an unknown role', 'claims', async () => `Bearer ${await mint({ concordat_roles: ['MINISTER'] })}`],
      ['no role', 'claims', async () => `Bearer ${await mint({ concordat_roles: [] })}`],
      ['a role that its party cannot have', 'claims', async () => `Bearer ${await mint(party('ORGANISATION', 'x'))}`],
      ['an unknown kind of party', 'claims', async () => `Bearer ${await mint(party('POLICE', 'x'))}`],
      ['a subject kept for the service', 'claims', async () => `Bearer ${await mint({ sub: 'system:imports' })}`],
    ];

    it.each(cases)('%s: %s', async (_what, reason, make) => {
      const before = await engine.store.head();
      const authorization = await make();
      const { status, headers, text, errors } = await service.register(authorization, 'Never');
      expect({ status, reason: errors?.[0]?.extensions }).toEqual({
        status: 401,
        reason: { code: 'UNAUTHENTICATED', reason },
      });
      expect(headers.get('www-authenticate')).toMatch(
        /^Bearer realm="concordat", error="invalid_token", error_description="[^"\\]+"$/,
      );
      expect(await engine.store.head()).toBe(before);
      // Neither the body nor a header sends any piece of the token back.
      const sentBack = `${text} ${JSON.stringify([...headers])}`;
      for (const piece of authorization.split(/[ .,]+/).filter((each) => each.length > 8)) {
        expect(sentBack).not.toContain(piece);
      }
    });
  });

  describe('are needed for everything', () => {
    const JSON_BODY = { 'content-type': 'application/json' };
    const post = (body: unknown): RequestInit => ({ method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) });
    const requests: readonly (readonly [string, number, RequestInit, string])[] = [
      ['a query', 401, post({ query: '{ organisations { nodes { id } } }' }), '/graphql'],
      ['the type name', 401, post({ query: '{ __typename }' }), '/graphql'],
      ['introspection', 401, post({ query: '{ __schema { types { name } } }' }), '/graphql'],
      ['a look-up', 401, post({ query: '{ node(id: "organisation-x") { id } }' }), '/graphql'],
      [
        'a mutation',
        401,
        post({ query: REGISTER, variables: { input: { name: 'Never', structure: 'MIXED' } } }),
        '/graphql',
      ],
      ['several requests at once', 401, post([{ query: '{ __typename }' }, { query: '{ __typename }' }]), '/graphql'],
      ['a GET request', 401, { headers: JSON_BODY }, '/graphql?query=%7B__typename%7D'],
      ['a token in the address', 401, post({ query: '{ __typename }' }), '/graphql?access_token=abc'],
    ];

    it.each(requests)('%s', async (_what, expected, request, path) => {
      const { status, headers, data, errors } = await service.send(request, path);
      expect(status).toBe(expected);
      expect(data ?? null).toBeNull();
      expect(headers.get('www-authenticate')).toBe('Bearer realm="concordat"');
      expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAUTHENTICATED' }]);
    });
  });

  describe('and the keys of their issuer', () => {
    it('count from the moment at which it changes them, and until it withdraws them', async () => {
      const own = await startIssuer({ clients });
      const tokens = await TokenService.start(engine, own);
      try {
        const first = await bearer(auditor, own);
        expect((await tokens.ask(first)).status).toBe(200);
        await own.rotateKeys();
        // Strangers who send unknown key ids must not make the service fetch keys without end.
        tokens.passTime(MINUTE);
        const second = await bearer(auditor, own);
        expect((await tokens.ask(second)).status).toBe(200);
        expect((await tokens.ask(first)).status).toBe(200);

        await own.rotateKeys({ retire: true });
        tokens.passTime(11 * MINUTE);
        for (const withdrawn of [first, second]) {
          const { status, errors } = await tokens.ask(withdrawn);
          expect({ status, reason: errors?.[0]?.extensions['reason'] }).toEqual({ status: 401, reason: 'unknown_key' });
        }
        tokens.passTime(MINUTE);
        expect((await tokens.ask(await bearer(auditor, own))).status).toBe(200);
      } finally {
        await tokens.close();
        await own.close();
      }
    });

    it('are missed with 503 and not 401 while they cannot be had, and taken up when they can', async () => {
      const gone = await startIssuer({ clients });
      const token = await bearer(auditor, gone);
      const foreign = `Bearer ${await issuer.token(auditor.clientId)}`;
      await gone.close();
      const tokens = await TokenService.start(engine, gone);
      let back: Issuer | undefined;
      try {
        const { status, headers, errors, text } = await tokens.ask(token);
        expect({ status, code: errors?.[0]?.extensions['code'] }).toEqual({ status: 503, code: 'UNAVAILABLE' });
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
        expect(headers.has('www-authenticate')).toBe(false);
        expect(text).not.toContain(new URL(gone.url).host);
        // What needs no key is told apart all the same.
        expect((await tokens.ask(foreign)).status).toBe(401);
        expect((await tokens.ask(undefined)).status).toBe(401);

        back = await startIssuer({ clients, port: Number(new URL(gone.url).port) });
        tokens.passTime(MINUTE);
        expect((await tokens.ask(await bearer(auditor, back))).status).toBe(200);
      } finally {
        await tokens.close();
        await back?.close();
      }
    });

    it('stay usable for a while when the issuer goes', async () => {
      const own = await startIssuer({ clients });
      const tokens = await TokenService.start(engine, own);
      try {
        const first = await bearer(auditor, own);
        const second = await bearer(registrar, own);
        expect((await tokens.ask(first)).status).toBe(200);
        await own.close();
        tokens.passTime(11 * MINUTE);
        expect((await tokens.ask(second)).status).toBe(200);
        tokens.passTime(50 * MINUTE);
        expect((await tokens.ask(second)).status).toBe(503);
      } finally {
        await tokens.close();
      }
    });
  });
});
