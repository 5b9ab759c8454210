import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

const HEADER = 'x-correlation-id';
const UUID_SHAPE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const current = new AsyncLocalStorage<string>();

/** The correlation id of the request that is being answered, wherever in its course this is asked. */
export function currentCorrelationId(): string | undefined {
  return current.getStore();
}

/**
 * Gives every request a correlation id, the caller's own (`x-correlation-id`) when it is a UUID, and answers with it.
 * It is also the request's `id` from then on. Register it before everything that logs.
 */
export function registerCorrelation(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    request.id = correlationIdOf(request.headers[HEADER]);
    void reply.header(HEADER, request.id);
    current.run(request.id, done);
  });
}

function correlationIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && UUID_SHAPE.test(header) ? header.toLowerCase() : randomUUID();
}
