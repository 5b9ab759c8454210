export {
  ConfigurationError,
  readConfiguration,
  readWorkerConfiguration,
  type Configuration,
  type Environment,
  type LogLevel,
  type WorkerConfiguration,
} from './configuration.js';
export {
  readEngineSettings,
  type EmbeddedEngineConfiguration,
  type EngineConfiguration,
  type SharedEngineConfiguration,
} from './configuration.engine.js';
export { readEvidenceSettings, type EvidenceConfiguration } from './configuration.evidence.js';
export { readKeySettings, type KeysConfiguration } from './configuration.keys.js';
export { readSecret } from './configuration.secrets.js';
export { variables } from './configuration.variables.js';
export { currentCorrelationId, registerCorrelation } from './correlation.js';
export { GracefulStop, type GracefulStopOptions, type StopStep } from './graceful-stop.js';
export { graphqlMetricsPlugin } from './graphql-metrics.plugin.js';
export { HealthController, type ReadinessAnswer } from './health.controller.js';
export { registerHttpMetrics } from './http-metrics.js';
export { httpServerOptions } from './http-server.js';
export { listen, StartError } from './listen.js';
export { createLog, describeError, withoutTokens, type Log, type LogOptions } from './logging.js';
export { meteredEventStore } from './metered-event-store.js';
export { Metrics } from './metrics.js';
export { MetricsController } from './metrics.controller.js';
export { NestLog } from './nest-log.js';
export { unsupportedNode } from './node-version.js';
export { registerRateLimit, type RateLimitOptions } from './rate-limit.js';
export { prepareHttpServer, type HttpServerPreparation } from './prepare-http-server.js';
export { READINESS, type Readiness, type ReadinessCheck } from './readiness.js';
export { registerRequestLog } from './request-log.js';
export { ServiceModule, type ServiceModuleOptions } from './service.module.js';
