import { afterEach, expect, it } from '@jest/globals';
import { FakeIssuer, makeKey } from '../../libs/platform/access/fake-issuer.fixture.js';
import { tokenVerifier } from './token-verifier.js';

const AUDIENCE = 'https://concordat.example';
const MINUTE = 60_000;

const issuer = new FakeIssuer();
afterEach(() => issuer.stop());

it('warns when the keys of the issuer cannot be fetched again, while earlier ones still serve', async () => {
  await issuer.start();
  const key = await makeKey('first');
  issuer.keys = [key];
  const warned: { fields: { err?: unknown }; message: string }[] = [];
  const warn = (fields: object, message: string) => void warned.push({ fields, message });
  let now = Date.now();
  const verifier = tokenVerifier({ issuer: issuer.url, audience: AUDIENCE }, { warn }, () => now);
  const token = (sub: string) =>
    issuer.sign(key, {
      iss: issuer.url,
      aud: AUDIENCE,
      exp: Math.floor(now / 1000) + 3600,
      sub,
      client_id: 'client',
      concordat_party: { kind: 'AUDITOR', id: 'auditor' },
      concordat_roles: ['AUDITOR'],
    });
  await verifier.verify(await token('first'));
  expect(warned).toEqual([]);
  issuer.fault = (_request, response) => void response.writeHead(500).end();
  now += 11 * MINUTE;
  await expect(verifier.verify(await token('second'))).resolves.toMatchObject({ subject: 'second' });
  expect(warned).toEqual([
    {
      fields: { err: expect.any(Error) },
      message: expect.stringContaining('cannot be fetched; earlier ones are used'),
    },
  ]);
});
