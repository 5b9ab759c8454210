import { HttpException, HttpStatus } from '@nestjs/common';
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface RateLimitOptions {
  /** Requests a minute for one token subject. */
  readonly perSubject: number;
  /** Requests a minute, without a good token, from one IP address (IPv6: one /64). */
  readonly perAddress: number;
  /**
   * The subject of the request's token, verified: one that is only read could be forged, to use up another's rate or
   * to have a new one for each request. Undefined when there is no good token.
   */
  readonly subjectOf: (request: FastifyRequest) => Promise<string | undefined>;
  /** Length of the window in milliseconds. Default one minute. */
  readonly windowMs?: number;
  /** Routes that are not limited. Default those of monitors. */
  readonly exempt?: readonly string[];
}

const MONITORING = ['/health/live', '/health/ready', '/metrics'];
const SUBJECT = 'subject ';
/** How many subjects and addresses are counted at the same time; beyond it the least recent are forgotten. */
const COUNTED = 20_000;

/** Too many requests: both Nest and Fastify answer with this status and message. */
class RateLimitedException extends HttpException {
  readonly statusCode = HttpStatus.TOO_MANY_REQUESTS;
  constructor(message: string) {
    super({ statusCode: HttpStatus.TOO_MANY_REQUESTS, message }, HttpStatus.TOO_MANY_REQUESTS);
    this.message = message;
  }
}

/**
 * Limits requests and shows the limits in `x-ratelimit-*`; beyond them 429 with `retry-after`. Register it before
 * the routes are made, and after `registerCorrelation`.
 */
export async function registerRateLimit(app: FastifyInstance, options: RateLimitOptions): Promise<void> {
  const { perSubject, perAddress, subjectOf, windowMs = 60_000, exempt = MONITORING } = options;
  await app.register(rateLimit, {
    global: false,
    timeWindow: windowMs,
    cache: COUNTED,
    max: (_request, key) => (key.startsWith(SUBJECT) ? perSubject : perAddress),
    allowList: (request) => exempt.includes(request.routeOptions.url ?? ''),
    keyGenerator: async (request) => {
      const subject = await subjectOf(request);
      return subject === undefined ? `address ${normalizeIP(request.ip, 64)}` : `${SUBJECT}${subject}`;
    },
    errorResponseBuilder: (_request, { max, ttl }) => {
      const seconds = Math.ceil(ttl / 1000);
      return new RateLimitedException(
        `Too many requests: ${max} are allowed. Send the next one in ${seconds} seconds.`,
      );
    },
  });
  // A hook of the whole server also counts requests for paths that do not exist.
  app.addHook('onRequest', app.rateLimit());
}
