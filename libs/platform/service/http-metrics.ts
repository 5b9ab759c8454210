import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.js';
import { routeOf } from './route-name.js';

export function registerHttpMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: routeOf(request), status: String(reply.statusCode) };
    metrics.httpRequests.observe(labels, reply.elapsedTime / 1000);
  });
}
