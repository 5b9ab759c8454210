import type { FastifyServerOptions } from 'fastify';
import type { Configuration } from './configuration.js';

/** How long a client may take to send a request, in milliseconds: without it, a slow client holds its socket. */
const REQUEST_TIMEOUT = 30_000;
/** How long a connection may say nothing, a request under way included. */
const CONNECTION_TIMEOUT = 120_000;

/** Options for the FastifyAdapter. The GraphQL route has a body limit of its own. */
export function httpServerOptions({ trustedProxies }: Configuration['http']): FastifyServerOptions {
  return {
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: 64 * 1024,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: CONNECTION_TIMEOUT,
    routerOptions: { maxParamLength: 200 },
    logger: false,
  };
}
