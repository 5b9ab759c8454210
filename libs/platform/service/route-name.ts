import type { FastifyRequest } from 'fastify';

/** The route as it was declared, never the path that was sent: few, and without what clients put into paths. */
export function routeOf(request: FastifyRequest): string {
  return request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
}
