import { afterEach, describe, expect, it } from '@jest/globals';
import { prepareGraphqlRoute, graphqlLimits } from '../graphql/limits/index.js';
import { createFormatError } from '../graphql/errors/index.js';
import { Metrics } from './metrics.js';
import { registerRateLimit, type RateLimitOptions } from './rate-limit.js';
import { logLines, startServiceApp, type ServiceApp } from './service-app.fixture.js';
import { ServiceModule } from './service.module.js';

let service: ServiceApp | undefined;
afterEach(async () => {
  await service?.app.close();
  service = undefined;
});

async function start(options: Partial<RateLimitOptions> = {}): Promise<string> {
  const logged = logLines();
  const subjectOf: RateLimitOptions['subjectOf'] = async ({ headers }) => headers.authorization?.replace('Bearer ', '');
  const modules = [ServiceModule.forRoot({ readiness: { check: async () => [] }, metrics: new Metrics() })];
  service = await startServiceApp(logged, modules, async (app) => {
    const formatError = createFormatError({ log: logged.log, maxTokens: 1000 });
    prepareGraphqlRoute(app, { limits: graphqlLimits(), formatError });
    await registerRateLimit(app, { perSubject: 3, perAddress: 2, subjectOf, ...options });
    app.route({ url: '/graphql', method: 'POST', handler: async () => ({ data: {} }) });
  });
  return service.url;
}

const as = (subject: string) => ({ headers: { authorization: `Bearer ${subject}` } });

describe('the rate limit', () => {
  it('shows what is left, and refuses beyond it with the time to wait', async () => {
    const url = await start();
    for (const left of [2, 1, 0]) {
      const { status, headers } = await fetch(`${url}/things/1`, as('anna'));
      expect(status).toBe(200);
      expect(headers.get('x-ratelimit-limit')).toBe('3');
      expect(headers.get('x-ratelimit-remaining')).toBe(String(left));
      expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(0);
    }
    const refused = await fetch(`${url}/things/1`, as('anna'));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(await refused.json()).toMatchObject({
      message: expect.stringContaining('Too many requests: 3 are allowed'),
    });
  });

  it('counts each subject on its own, and requests without one by address', async () => {
    const url = await start();
    for (let i = 0; i < 3; i++) expect((await fetch(`${url}/things/1`, as('anna'))).status).toBe(200);
    expect((await fetch(`${url}/things/1`, as('anna'))).status).toBe(429);
    expect((await fetch(`${url}/things/1`, as('bela'))).status).toBe(200);
    const from = (address: string) => fetch(`${url}/things/1`, { headers: { 'x-forwarded-for': address } });
    expect((await from('192.0.2.1')).status).toBe(200);
    expect((await from('192.0.2.1')).status).toBe(200);
    expect((await from('192.0.2.1')).status).toBe(429);
    expect((await from('192.0.2.2')).status).toBe(200);
  });

  it('counts one IPv6 network as one, since its addresses cost nothing', async () => {
    const url = await start();
    const from = (address: string) => fetch(`${url}/things/1`, { headers: { 'x-forwarded-for': address } });
    expect((await from('2001:db8::1')).status).toBe(200);
    expect((await from('2001:db8::2')).status).toBe(200);
    expect((await from('2001:db8:0:0:ffff::3')).status).toBe(429);
    expect((await from('2001:db8:0:1::1')).status).toBe(200);
  });

  it('answers in the form of GraphQL on its route', async () => {
    const url = await start({ perAddress: 1 });
    const send = () =>
      fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect((await send()).status).toBe(200);
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(refused.headers.has('retry-after')).toBe(true);
    expect(await refused.json()).toEqual({
      errors: [{ message: expect.stringContaining('Too many requests'), extensions: { code: 'RATE_LIMITED' } }],
    });
  });

  it('begins anew with each window', async () => {
    const url = await start({ windowMs: 200 });
    const status = async () => (await fetch(`${url}/things/1`, as('anna'))).status;
    let answer = await status();
    while (answer === 200) answer = await status();
    expect(answer).toBe(429);
    while (answer === 429) answer = await status();
    expect(answer).toBe(200);
  });

  it('does not count monitors', async () => {
    const url = await start();
    for (let i = 0; i < 10; i++) expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  it('counts unknown paths, so that scanning for them is limited', async () => {
    const url = await start();
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await fetch(`${url}/nothing/${i}`)).status);
    expect(statuses).toEqual([404, 404, 429, 429]);
  });
});
