import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errors } from 'jose';
import { IssuerUnavailableError } from './access.errors.js';
import { FakeIssuer, makeKey, type FakeKey } from './fake-issuer.fixture.js';
import { IssuerKeys, type IssuerKeysOptions } from './issuer-keys.js';

let issuer: FakeIssuer;
let first: FakeKey;
let second: FakeKey;
let now: number;

beforeEach(async () => {
  issuer = await new FakeIssuer().start();
  [first, second] = await Promise.all([makeKey('first'), makeKey('second')]);
  issuer.keys = [first];
  now = 1_000_000;
});
afterEach(() => issuer.stop());

function keysOf(options: Partial<IssuerKeysOptions> = {}): IssuerKeys {
  return new IssuerKeys({ issuer: issuer.url, now: () => now, ...options });
}

async function find(keys: IssuerKeys, { kid }: FakeKey): Promise<unknown> {
  return await keys.find({ alg: 'ES256', kid }, { payload: '', signature: '' });
}

describe('the keys of the issuer', () => {
  it('are fetched once for many at the same time', async () => {
    const keys = keysOf();
    await Promise.all(Array.from({ length: 50 }, () => find(keys, first)));
    expect(issuer.fetched).toEqual({ discovery: 1, keySet: 1 });
  });

  it('are fetched again for a key not seen before: a rotation is noticed at once', async () => {
    const keys = keysOf();
    await find(keys, first);
    issuer.keys = [second, first];
    now += 10_000;
    await find(keys, second);
    await find(keys, first);
    expect(issuer.fetched.keySet).toBe(2);
  });

  it('are not fetched more often than the cooldown allows, whatever strangers ask for', async () => {
    const keys = keysOf({ cooldownMs: 10_000 });
    await find(keys, first);
    const unknown = await makeKey('unknown');
    for (const passed of [0, 1, 9_998]) {
      now += passed;
      await expect(find(keys, unknown)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    }
    expect(issuer.fetched.keySet).toBe(1);
    now += 1;
    await expect(find(keys, unknown)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(issuer.fetched.keySet).toBe(2);
    await expect(find(keys, unknown)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
    expect(issuer.fetched.keySet).toBe(2);
  });

  it('are fetched again when they are no longer fresh, so that a withdrawn key ends', async () => {
    const keys = keysOf({ keysFreshForMs: 60_000 });
    await find(keys, first);
    issuer.keys = [second];
    now += 59_999;
    await find(keys, first);
    now += 1;
    await expect(find(keys, first)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey);
  });

  it('stay usable for a time while the issuer is down, and the fault is told', async () => {
    const faults: IssuerUnavailableError[] = [];
    const keys = keysOf({ keysFreshForMs: 60_000, keysUsableForMs: 600_000, onFault: (fault) => faults.push(fault) });
    await find(keys, first);
    issuer.fault = (_request, response) => response.writeHead(503).end();
    now += 60_000;
    await find(keys, first);
    await find(keys, first);
    expect(faults).toHaveLength(1);
    expect(issuer.fetched.discovery).toBe(2);
    // Nobody can say whether a key not seen before is good.
    await expect(find(keys, second)).rejects.toBeInstanceOf(IssuerUnavailableError);
    now += 540_000;
    await expect(find(keys, first)).rejects.toBeInstanceOf(IssuerUnavailableError);
    issuer.fault = undefined;
    now += 10_000;
    await find(keys, first);
  });

  it('cannot be had when the issuer is down from the start; failures cool down, then it recovers', async () => {
    const keys = keysOf({ cooldownMs: 10_000 });
    issuer.fault = (_request, response) => response.writeHead(500).end();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await expect(find(keys, first)).rejects.toBeInstanceOf(IssuerUnavailableError);
    }
    expect(issuer.fetched.discovery).toBe(1);
    issuer.fault = undefined;
    now += 10_000;
    await find(keys, first);
  });

  it('cannot be had from a closed port', async () => {
    const keys = keysOf();
    await issuer.stop();
    await expect(find(keys, first)).rejects.toBeInstanceOf(IssuerUnavailableError);
    issuer = await new FakeIssuer().start();
  });

  it('cannot be had from an issuer that never answers', async () => {
    issuer.fault = () => undefined;
    await expect(find(keysOf({ timeoutMs: 50 }), first)).rejects.toBeInstanceOf(IssuerUnavailableError);
  });

  it.each<[string, () => unknown, string]>([
    [
      'is for another issuer',
      () => ({ issuer: 'https://other.example', jwks_uri: issuer.keySetUrl }),
      'another issuer',
    ],
    ['names no key set', () => ({ issuer: issuer.url }), 'not an OpenID Connect'],
    ['is no object', () => 'hello', 'not an OpenID Connect'],
    [
      'names a key set over plain HTTP elsewhere',
      () => ({ issuer: issuer.url, jwks_uri: 'http://a.example/' }),
      'cannot be used',
    ],
    ['names a local file', () => ({ issuer: issuer.url, jwks_uri: 'file:///keys' }), 'cannot be used'],
  ])('cannot be had by a discovery document that %s', async (_name, document, reason) => {
    issuer.discoveryDocument = document;
    await expect(find(keysOf(), first)).rejects.toThrow(reason);
    await expect(find(keysOf(), first)).rejects.toBeInstanceOf(IssuerUnavailableError);
  });

  it.each(['not json', '[]', '{"keys":"none"}'])('cannot be had from the key set %s', async (text) => {
    issuer.fault = (_request, response) => response.end(text);
    const keys = keysOf({ jwksUri: issuer.keySetUrl });
    await expect(find(keys, first)).rejects.toBeInstanceOf(IssuerUnavailableError);
  });

  it('are not looked for elsewhere: a redirection is a fault', async () => {
    issuer.fault = (_request, response) => response.writeHead(302, { location: issuer.keySetUrl }).end();
    await expect(find(keysOf(), first)).rejects.toThrow('answered 302');
  });
});
