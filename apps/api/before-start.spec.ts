import { expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { refuseBeforeStart } from './before-start.js';

it('answers questions with 503 until the service has started, and those who watch over it at once', async () => {
  const readiness = { started: false };
  const server = fastify();
  refuseBeforeStart(server, readiness);
  server.post('/graphql', async () => 'an answer');
  server.get('/health/live', async () => 'alive');
  const ask = () => server.inject({ method: 'POST', url: '/graphql', payload: {} });
  try {
    const refused = await ask();
    expect(refused.statusCode).toBe(503);
    expect(refused.headers).toMatchObject({ 'retry-after': '5', 'cache-control': 'no-store' });
    expect(refused.json()).toEqual({
      errors: [{ message: expect.stringContaining('is starting'), extensions: { code: 'UNAVAILABLE' } }],
    });
    expect((await server.inject('/health/live')).body).toBe('alive');
    readiness.started = true;
    expect(await ask()).toMatchObject({ statusCode: 200, body: 'an answer' });
  } finally {
    await server.close();
  }
});
