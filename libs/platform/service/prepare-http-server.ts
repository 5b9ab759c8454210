import type { FastifyInstance } from 'fastify';
import { registerCorrelation } from './correlation.js';
import { registerHttpMetrics } from './http-metrics.js';
import type { Log } from './logging.js';
import type { Metrics } from './metrics.js';
import { registerRateLimit, type RateLimitOptions } from './rate-limit.js';
import { registerRequestLog } from './request-log.js';

export interface HttpServerPreparation {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly rates: Pick<RateLimitOptions, 'perSubject' | 'perAddress'>;
  readonly subjectOf: RateLimitOptions['subjectOf'];
}

/**
 * What every request passes through, in the order in which it must: correlation first, so that all else is logged
 * under it; the rate limit last, so that what it refuses is logged and measured. Call it before the routes are made.
 */
export async function prepareHttpServer(app: FastifyInstance, preparation: HttpServerPreparation): Promise<void> {
  const { log, metrics, rates, subjectOf } = preparation;
  registerCorrelation(app);
  registerRequestLog(app, log);
  registerHttpMetrics(app, metrics);
  await registerRateLimit(app, { ...rates, subjectOf });
}
