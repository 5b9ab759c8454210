import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readBearerToken, type TokenVerifier } from '#platform/access';
import type { Engine } from '#platform/engine';
import { TokenAuthentication } from '#platform/graphql';
import {
  GracefulStop,
  graphqlMetricsPlugin,
  httpServerOptions,
  listen,
  meteredEventStore,
  Metrics,
  NestLog,
  prepareHttpServer,
  ServiceModule,
  type Configuration,
  type Log,
} from '#platform/service';
import { contextsWith } from '#domain';
import type { DispatchSettings } from '#domain/dispatch';
import { closeTransports, dispatchSettings } from '../process/dispatching.js';
import { FaultStop } from '../process/fault-stop.js';
import { observeIntegrity } from '../process/integrity.js';
import { openConfiguredEngine } from '../process/open-engine.js';
import { EngineReadiness } from '../process/readiness.js';
import { runEngine } from '../process/run-engine.js';
import { createApplication } from './application.js';
import { refuseBeforeStart } from './before-start.js';
import { tokenVerifier } from './token-verifier.js';

export interface ServiceOptions {
  readonly configuration: Configuration;
  readonly log: Log;
  /** Instead of the transports that the configuration names: the demonstration sends nothing. */
  readonly dispatch?: DispatchSettings;
  /** Adds to the HTTP server before its routes are made: the IDE of the demonstration. */
  readonly prepare?: (server: FastifyInstance) => Promise<void> | void;
}

export interface RunningService {
  readonly url: string;
  readonly engine: Engine;
  /** Stops everything in order and ends the process. */
  readonly graceful: GracefulStop;
}

/**
 * Starts the whole service: the engine, the API, and what watches over it. It listens before the
 * read models are ready, so that a long rebuild is not taken for a process that hangs.
 * @throws when the engine or the port cannot be used; nothing is left open
 */
export async function startService({
  configuration,
  log,
  prepare,
  ...options
}: ServiceOptions): Promise<RunningService> {
  const dispatch = options.dispatch ?? dispatchSettings(configuration.sending);
  const metrics = new Metrics();
  const faults = new FaultStop();
  const engine = await openConfiguredEngine({
    configuration,
    isWorker: false,
    contexts: contextsWith({
      gateway: configuration.gateway,
      asAt: configuration.asAt,
      dispatch,
      retention: configuration.retention,
    }),
    log,
    onFault: (error) => faults.report(error),
    around: (store) => meteredEventStore(store, metrics),
  });
  let app: NestFastifyApplication | undefined;
  try {
    metrics.observeProjections(engine.projections);
    observeIntegrity(metrics, engine);
    const readiness = new EngineReadiness(engine);
    app = await createServiceApplication({ configuration, log, engine, metrics, readiness, prepare });
    const url = await listen(app, configuration.http);
    const graceful = new GracefulStop({ log, steps: stopSteps(app, engine, configuration, dispatch) });
    graceful.listen();
    // Whoever reads this may ask for a stop at once.
    log.info({ url }, 'Listening');
    faults.onFault((error) => {
      log.fatal({ err: error }, 'A part failed in a way that the service cannot go on after');
      void graceful.stop('fault', 1);
    });
    await runEngine({ engine, readiness, graceful, log });
    return { url, engine, graceful };
  } catch (error) {
    await app?.close();
    await engine.stop();
    closeTransports(dispatch);
    throw error;
  }
}

interface Parts extends ServiceOptions {
  readonly engine: Engine;
  readonly metrics: Metrics;
  readonly readiness: EngineReadiness;
}

function createServiceApplication(parts: Omit<Parts, 'prepare'> & { prepare: ServiceOptions['prepare'] | undefined }) {
  const { configuration, log, engine, metrics, readiness, prepare } = parts;
  const verifier = tokenVerifier(configuration.oidc, log);
  return createApplication({
    engine,
    authentication: new TokenAuthentication(verifier),
    limits: configuration.limits,
    log,
    readWaitMs: configuration.readWaitMs,
    plugins: [graphqlMetricsPlugin(metrics)],
    modules: [ServiceModule.forRoot({ readiness, metrics })],
    http: httpServerOptions(configuration.http),
    logger: new NestLog(log),
    prepare: async (server) => {
      const subjectOf = (request: FastifyRequest) => subjectOfRequest(verifier, request);
      await prepareHttpServer(server, { log, metrics, rates: configuration.rates, subjectOf });
      refuseBeforeStart(server, readiness);
      await prepare?.(server);
    },
  });
}

/** Undefined for any token that is not good: why it is not is answered where it is needed. */
async function subjectOfRequest(verifier: TokenVerifier, { headers }: FastifyRequest): Promise<string | undefined> {
  try {
    const token = readBearerToken(headers.authorization);
    return token === undefined ? undefined : (await verifier.verify(token)).subject;
  } catch {
    return undefined;
  }
}

function stopSteps(app: NestFastifyApplication, engine: Engine, { http }: Configuration, dispatch: DispatchSettings) {
  return [
    {
      name: 'HTTP server',
      stop: () => app.close(),
      within: http.stopWithinMs,
      abandon: () => app.getHttpServer().closeAllConnections(),
    },
    { name: 'engine', stop: () => engine.stop() },
    { name: 'transports', stop: async () => closeTransports(dispatch) },
  ];
}
