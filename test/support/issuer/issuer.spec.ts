import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { TokenVerifier, type Caller } from '#platform/access';
import { DEFAULT_AUDIENCE, generateSigningKey, startIssuer, type Issuer, type IssuerClient } from './index.js';

const DUNDEE: IssuerClient = {
  clientId: 'dundee-case-system',
  clientSecret: 'only for tests: p@ss/word',
  claims: {
    concordat_party: { kind: 'LOCAL_AUTHORITY', id: 'authority-dundee' },
    concordat_roles: ['OFFICER', 'LEAD'],
    concordat_officer: 'officer-0b6f1f0e-8f0a-4d57-9d5e-0d6f5f1f2a3b',
    sub: 'dundee-officer-7',
  },
};
const AUDITOR: IssuerClient = {
  clientId: 'national-audit',
  clientSecret: 'another secret',
  claims: { concordat_party: { kind: 'AUDITOR', id: 'auditor' }, concordat_roles: ['AUDITOR'] },
};

describe('the issuer', () => {
  const consoleSpies = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'info')];
  let issuer: Issuer;
  let now: number;
  let verifier: TokenVerifier;

  beforeAll(async () => {
    issuer = await startIssuer({ clients: [DUNDEE, AUDITOR] });
  });
  afterAll(async () => {
    await issuer.close();
    for (const spy of consoleSpies) spy.mockRestore();
  });
  beforeEach(() => {
    now = Date.now();
    verifier = new TokenVerifier({ issuer: issuer.url, audience: issuer.audience, now: () => now });
  });
  afterEach(() => {
    for (const spy of consoleSpies) expect(spy).not.toHaveBeenCalled();
  });

  it('describes itself by discovery', async () => {
    const response = await fetch(`${issuer.url}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      issuer: issuer.url,
      token_endpoint: issuer.tokenEndpoint,
      jwks_uri: `${issuer.url}/jwks`,
    });
  });

  it('publishes no private key', async () => {
    const keySet = await (await fetch(`${issuer.url}/jwks`)).text();
    expect(JSON.parse(keySet)).toEqual({ keys: [expect.objectContaining({ kty: 'EC', alg: 'ES256', use: 'sig' })] });
    expect(keySet).not.toContain('"d"');
  });

  it('gives a client a signed access token with its claims', async () => {
    const token = await issuer.token(DUNDEE.clientId);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    expect(decodeJwt(token)).toMatchObject({
      iss: issuer.url,
      aud: DEFAULT_AUDIENCE,
      client_id: DUNDEE.clientId,
      ...DUNDEE.claims,
    });
  });

  it('gives tokens that the verifier turns into callers', async () => {
    expect(await verifier.verify(await issuer.token(DUNDEE.clientId))).toEqual({
      party: { kind: 'LOCAL_AUTHORITY', id: 'authority-dundee' },
      subject: 'dundee-officer-7',
      roles: new Set(['OFFICER', 'LEAD']),
      officerId: 'officer-0b6f1f0e-8f0a-4d57-9d5e-0d6f5f1f2a3b',
      client: 'dundee-case-system',
    } satisfies Caller);
    const auditor = await verifier.verify(await issuer.token(AUDITOR.clientId));
    expect(auditor).toMatchObject({ subject: AUDITOR.clientId, client: AUDITOR.clientId });
  });

  it('refuses a wrong secret, an unknown client and another audience', async () => {
    const ask = async (credentials: string, resource = issuer.audience): Promise<[number, unknown]> => {
      const response = await fetch(issuer.tokenEndpoint, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
      });
      return [response.status, ((await response.json()) as { error: unknown }).error];
    };
    expect(await ask('national-audit:wrong')).toEqual([401, 'invalid_client']);
    expect(await ask('nobody:secret')).toEqual([401, 'invalid_client']);
    expect(await ask('national-audit:another%20secret', 'https://other.example')).toEqual([400, 'invalid_target']);
    await expect(issuer.token('nobody')).rejects.toThrow('no client nobody');
  });

  it('mints tokens that the verifier refuses: forged, expired, for another audience', async () => {
    const claims = { sub: 'x', client_id: 'x', ...AUDITOR.claims };
    const forged = await issuer.mint(claims, { key: await generateSigningKey() });
    await expect(verifier.verify(forged)).rejects.toMatchObject({ reason: 'forged' });
    const expired = await issuer.mint({ ...claims, exp: Math.floor(now / 1000) - 60 });
    await expect(verifier.verify(expired)).rejects.toMatchObject({ reason: 'expired' });
    const elsewhere = await issuer.mint({ ...claims, aud: 'https://other.example' });
    await expect(verifier.verify(elsewhere)).rejects.toMatchObject({ reason: 'foreign_audience' });
    expect(await verifier.verify(await issuer.mint(claims))).toMatchObject({ subject: 'x' });
  });

  it('is foreign to a verifier of another issuer', async () => {
    const other = await startIssuer({ clients: [AUDITOR] });
    try {
      const foreign = await other.token(AUDITOR.clientId);
      await expect(verifier.verify(foreign)).rejects.toMatchObject({ reason: 'foreign_issuer' });
    } finally {
      await other.close();
    }
  });

  it('rotates its keys: both work while both are published, the old one not after it was retired', async () => {
    const before = await issuer.token(DUNDEE.clientId);
    expect(await verifier.verify(before)).toMatchObject({ client: DUNDEE.clientId });

    await issuer.rotateKeys();
    const after = await issuer.token(DUNDEE.clientId);
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
    now += 60_000;
    expect(await verifier.verify(after)).toMatchObject({ client: DUNDEE.clientId });
    expect(await verifier.verify(before)).toMatchObject({ client: DUNDEE.clientId });

    await issuer.rotateKeys({ retire: true });
    now += 15 * 60_000;
    await expect(verifier.verify(before)).rejects.toMatchObject({ reason: 'unknown_key' });
    expect(await verifier.verify(await issuer.token(DUNDEE.clientId))).toMatchObject({ client: DUNDEE.clientId });
  });
});
