import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Log } from './logging.js';
import { routeOf } from './route-name.js';

/** Routes that monitors call all the time; their lines are for debugging. */
const MONITORING = /^\/(health|metrics)/;

/** One line for each request: what was called and what came of it. No address, no query string, no body. */
export function registerRequestLog(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    const fields = {
      ...describe(request),
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
    };
    log[levelOf(routeOf(request), reply.statusCode)](fields, 'Request answered');
  });
  app.addHook('onRequestAbort', async (request) => {
    log.info(describe(request), 'Request given up by its client');
  });
}

function describe(request: FastifyRequest) {
  return { method: request.method, route: routeOf(request) };
}

function levelOf(route: string, status: number): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn';
  return MONITORING.test(route) ? 'debug' : 'info';
}
