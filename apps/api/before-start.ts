import type { FastifyInstance } from 'fastify';
import type { EngineReadiness } from '../process/readiness.js';

const NOT_YET =
  'The service is starting: its read models are being brought up to the end of the log. Try again shortly.';

/** Until the engine has started, only those who watch over the service get an answer. */
export function refuseBeforeStart(server: FastifyInstance, readiness: Pick<EngineReadiness, 'started'>): void {
  server.addHook('onRequest', async (request, reply) => {
    if (readiness.started || request.routeOptions.url !== '/graphql') return;
    await reply
      .status(503)
      .headers({ 'retry-after': '5', 'cache-control': 'no-store' })
      .send({ errors: [{ message: NOT_YET, extensions: { code: 'UNAVAILABLE' } }] });
  });
}
