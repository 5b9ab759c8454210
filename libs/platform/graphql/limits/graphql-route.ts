import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApplicationError, type FormatError } from '../errors/index.js';
import type { GraphqlLimits } from './graphql-limits.js';
import { requestTooLarge } from './limits.plugin.js';

export interface GraphqlRouteOptions {
  readonly limits: GraphqlLimits;
  readonly formatError: FormatError;
  /** Default `/graphql`. */
  readonly path?: string;
}

/**
 * Prepares the HTTP side of the GraphQL route: its body limit, errors of the HTTP layer in the form of GraphQL
 * errors, and no caching. Call it before the routes are made, that is before `app.init()`.
 */
export function prepareGraphqlRoute(
  app: FastifyInstance,
  { limits, formatError, path = '/graphql' }: GraphqlRouteOptions,
): void {
  const largest = Math.max(limits.maxRequestBytes, limits.largeRequestFields.length ? limits.maxLargeRequestBytes : 0);
  app.addHook('onRoute', (route) => {
    if (route.url !== path) return;
    route.bodyLimit = largest;
    route.onRequest = [beforeTheBody(limits), ...listOf(route.onRequest)];
    route.errorHandler = async (error, _request, reply) => {
      const answer = answerOfHttpLayer(error, largest);
      const formatted = formatError({ message: error.message, extensions: {} }, answer ?? error);
      const status = answer?.status ?? 500;
      await reply
        .status(status)
        .header('cache-control', 'no-store')
        .send({ errors: [formatted] });
    };
  });
}

/**
 * Reading a large body is work done for whoever asks; it is done only for callers who at least bring a token. A body
 * in chunks does not say how large it is.
 */
function beforeTheBody({ maxRequestBytes }: GraphqlLimits) {
  return async ({ headers }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    void reply.header('cache-control', 'no-store');
    if (headers.authorization !== undefined) return;
    if (Number(headers['content-length'] ?? 0) > maxRequestBytes) throw requestTooLarge(maxRequestBytes);
    if (headers['transfer-encoding'] !== undefined) throw badRequest('Send the content-length of the body.', 411);
  };
}

function listOf<Item>(items: Item | readonly Item[] | undefined): readonly Item[] {
  if (items === undefined) return [];
  return Array.isArray(items) ? items : [items as Item];
}

/** What went wrong before the request reached GraphQL, as an error for the client; undefined for a fault. */
function answerOfHttpLayer(error: FastifyError | ApplicationError, largest: number): ApplicationError | undefined {
  if (error instanceof ApplicationError) return error;
  const { statusCode: status = 500, code } = error;
  if (status === 413) return requestTooLarge(largest);
  if (status === 429) return new ApplicationError('RATE_LIMITED', error.message);
  if (status < 400 || status >= 500) return undefined;
  if (status === 415) return badRequest('Send the query as JSON, with content-type: application/json.', status);
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return badRequest('The body of the request is empty.', status);
  return badRequest('The body of the request is not JSON.', status);
}

function badRequest(message: string, status: number): ApplicationError {
  return new ApplicationError('BAD_REQUEST', message, { status });
}
