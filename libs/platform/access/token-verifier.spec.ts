import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AccessConfigurationError, TokenRefusedError, type TokenRefusalReason } from './access.errors.js';
import { FakeIssuer, makeKey, type FakeKey } from './fake-issuer.fixture.js';
import { TokenVerifier, type TokenVerifierOptions } from './token-verifier.js';

const AUDIENCE = 'https://concordat.example/api';
const START = Date.parse('2026-06-15T08:00:00Z');
const SECONDS = START / 1000;

let issuer: FakeIssuer;
let key: FakeKey;
let now: number;

beforeEach(async () => {
  issuer = await new FakeIssuer().start();
  key = await makeKey('first');
  issuer.keys = [key];
  now = START;
});
afterEach(() => issuer.stop());

function verifierWith(options: Partial<TokenVerifierOptions> = {}): TokenVerifier {
  return new TokenVerifier({ issuer: issuer.url, audience: AUDIENCE, now: () => now, ...options });
}

function claims(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    iss: issuer.url,
    aud: AUDIENCE,
    exp: SECONDS + 600,
    sub: 'officer-in-dundee',
    client_id: 'dundee-case-system',
    concordat_party: { kind: 'LOCAL_AUTHORITY', id: 'authority-dundee' },
    concordat_roles: ['OFFICER'],
    ...changes,
  };
}

async function refusal(attempt: Promise<unknown>): Promise<TokenRefusedError> {
  const outcome = await attempt.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof TokenRefusedError)) throw new Error('The token was not refused.', { cause: outcome });
  return outcome;
}

describe('a token', () => {
  it('becomes its caller', async () => {
    expect(await verifierWith().verify(await issuer.sign(key, claims()))).toEqual({
      party: { kind: 'LOCAL_AUTHORITY', id: 'authority-dundee' },
      subject: 'officer-in-dundee',
      roles: new Set(['OFFICER']),
      client: 'dundee-case-system',
    });
  });

  it.each(['ES256', 'RS256', 'PS256', 'EdDSA'])('is accepted with %s', async (algorithm) => {
    const other = await makeKey('other', algorithm);
    issuer.keys.push(other);
    expect(await verifierWith().verify(await issuer.sign(other, claims()))).toMatchObject({
      client: 'dundee-case-system',
    });
  });

  it.each(['at+jwt', 'JWT', 'application/at+jwt', 'AT+JWT'])('is accepted with the type %s', async (typ) => {
    expect(await verifierWith().verify(await issuer.sign(key, claims(), { typ }))).toBeDefined();
  });

  it('is accepted with our audience among others', async () => {
    const token = await issuer.sign(key, claims({ aud: ['https://other.example', AUDIENCE] }));
    expect(await verifierWith().verify(token)).toBeDefined();
  });

  it('is checked against a given key set without discovery', async () => {
    const verifier = verifierWith({ jwksUri: issuer.keySetUrl });
    expect(await verifier.verify(await issuer.sign(key, claims()))).toBeDefined();
    expect(issuer.fetched).toEqual({ discovery: 0, keySet: 1 });
  });
});

describe('a token is refused', () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const cases: readonly (readonly [string, TokenRefusalReason, () => string | Promise<string>])[] = [
    ['when it is no token', 'malformed', () => 'nonsense'],
    ['when it is empty', 'malformed', () => ''],
    ['when it is too long', 'malformed', () => 'a'.repeat(8193)],
    ['when its header is no JSON', 'malformed', () => `e30x.${part(claims())}.c2ln`],
    ['when its payload is a list', 'malformed', () => `${part({ alg: 'ES256', typ: 'JWT' })}.${part([])}.c2ln`],
    ['when it is encrypted', 'malformed', () => `${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`],
    ['when it is not signed', 'algorithm', () => `${part({ alg: 'none', typ: 'JWT' })}.${part(claims())}.`],
    [
      'when it is signed with a shared secret',
      'algorithm',
      () => `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims())}.c2ln`,
    ],
    ['when it is no access token', 'type', () => issuer.sign(key, claims(), { typ: 'id_token+jwt' })],
    ['when it has no type', 'type', () => issuer.sign(key, claims(), { typ: undefined })],
    ['when its key is unknown', 'unknown_key', async () => issuer.sign(await makeKey('unknown'), claims())],
    ['when another key signed it', 'forged', async () => issuer.sign(await makeKey('first'), claims())],
    [
      'when its content was changed',
      'forged',
      async () => {
        const [header, , signature] = (await issuer.sign(key, claims())).split('.');
        return `${header}.${part(claims({ concordat_roles: ['LEAD'] }))}.${signature}`;
      },
    ],
    ['when another issuer gave it', 'foreign_issuer', () => issuer.sign(key, claims({ iss: 'https://other.example' }))],
    ['when it names no issuer', 'foreign_issuer', () => issuer.sign(key, claims({ iss: undefined }))],
    [
      'when it is for another service',
      'foreign_audience',
      () => issuer.sign(key, claims({ aud: 'https://other.example' })),
    ],
    ['when it is for nobody', 'foreign_audience', () => issuer.sign(key, claims({ aud: undefined }))],
    ['when it has expired', 'expired', () => issuer.sign(key, claims({ exp: SECONDS - 5 }))],
    ['when it never expires', 'claims', () => issuer.sign(key, claims({ exp: undefined }))],
    ['when its expiry is no number', 'claims', () => issuer.sign(key, claims({ exp: 'never' }))],
    ['when it is not valid yet', 'not_yet_valid', () => issuer.sign(key, claims({ nbf: SECONDS + 6 }))],
    [
      'when its party is unknown',
      'claims',
      () => issuer.sign(key, claims({ concordat_party: { kind: 'POLICE', id: 'x' } })),
    ],
    [
      'when it demands an unknown extension',
      'malformed',
      () =>
        issuer.sign(key, claims()).then((token) => {
          const [, payload, signature] = token.split('.');
          return `${part({ alg: 'ES256', typ: 'JWT', kid: 'first', crit: ['unheard-of'], 'unheard-of': 1 })}.${payload}.${signature}`;
        }),
    ],
  ];

  it.each(cases)('%s: %s', async (_name, reason, make) => {
    const token = await make();
    const refused = await refusal(verifierWith().verify(token));
    expect(refused.reason).toBe(reason);
    const told = `${refused.message} ${JSON.stringify(refused)} ${String(refused.cause ?? '')}`;
    for (const piece of token.split('.').filter((text) => text.length > 3)) expect(told).not.toContain(piece);
  });

  it('keeps no payload in what could be logged', async () => {
    const refused = await refusal(
      verifierWith().verify(await issuer.sign(key, claims({ aud: 'https://other.example' }))),
    );
    expect(refused.cause).toBeUndefined();
  });

  it('without asking the issuer, when it says itself that it is foreign', async () => {
    await refusal(verifierWith().verify(await issuer.sign(key, claims({ iss: 'https://other.example' }))));
    expect(issuer.fetched.keySet).toBe(0);
  });

  it('when the allow-list leaves its algorithm out', async () => {
    const refused = await refusal(verifierWith({ algorithms: ['RS256'] }).verify(await issuer.sign(key, claims())));
    expect(refused.reason).toBe('algorithm');
  });

  it('when it names no key and the issuer has several', async () => {
    issuer.keys.push(await makeKey('second'));
    const token = await issuer.sign(key, claims(), { kid: undefined });
    expect((await refusal(verifierWith().verify(token))).reason).toBe('unknown_key');
  });
});

describe('a verified token', () => {
  it('is remembered: the same caller, nothing fetched', async () => {
    const verifier = verifierWith();
    const token = await issuer.sign(key, claims());
    const caller = await verifier.verify(token);
    issuer.fault = (_request, response) => response.writeHead(500).end();
    expect(await verifier.verify(token)).toBe(caller);
    expect(issuer.fetched).toEqual({ discovery: 1, keySet: 1 });
  });

  it('ends with its expiry and the tolerance, to the millisecond', async () => {
    const verifier = verifierWith({ clockToleranceSeconds: 2 });
    const token = await issuer.sign(key, claims({ exp: SECONDS + 60 }));
    const caller = await verifier.verify(token);
    now = START + 61_999;
    expect(await verifier.verify(token)).toBe(caller);
    now = START + 62_000;
    expect((await refusal(verifier.verify(token))).reason).toBe('expired');
    now = START + 61_999;
    expect(await verifier.verify(token)).toEqual(caller);
  });

  it('is verified again after a while, so that a withdrawn key ends it', async () => {
    const verifier = verifierWith({ keysFreshForMs: 60_000, rememberForMs: 120_000 });
    const token = await issuer.sign(key, claims());
    await verifier.verify(token);
    issuer.keys = [await makeKey('second')];
    now += 119_999;
    expect(await verifier.verify(token)).toBeDefined();
    now += 1;
    expect((await refusal(verifier.verify(token))).reason).toBe('unknown_key');
  });

  it('pushes the least recently used one out when memory is full', async () => {
    const verifier = verifierWith({ rememberedTokens: 2 });
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((sub) => issuer.sign(key, claims({ sub }))));
    if (!a || !b || !c) throw new Error('There are three tokens.');
    const callerA = await verifier.verify(a);
    const callerB = await verifier.verify(b);
    await verifier.verify(a);
    await verifier.verify(c);
    expect(await verifier.verify(a)).toBe(callerA);
    expect(await verifier.verify(b)).not.toBe(callerB);
  });
});

describe('a verifier', () => {
  it.each([
    [{ issuer: 'not a url' }, 'not a URL'],
    [{ issuer: 'http://issuer.example' }, 'must begin with https'],
    [{ jwksUri: 'ftp://issuer.example/keys' }, 'must begin with https'],
    [{ audience: '' }, 'audience'],
    [{ algorithms: [] }, 'algorithms'],
  ])('is not made with %j', (options, reason) => {
    expect(() => verifierWith(options)).toThrow(AccessConfigurationError);
    expect(() => verifierWith(options)).toThrow(reason);
  });

  it('is not made with a symmetric algorithm from configuration', () => {
    const algorithms = JSON.parse('["HS256"]') as TokenVerifierOptions['algorithms'];
    expect(() => verifierWith({ algorithms })).toThrow(AccessConfigurationError);
  });
});
