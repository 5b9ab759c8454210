import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Engine } from '#platform/engine';
import {
  GracefulStop,
  httpServerOptions,
  listen,
  meteredEventStore,
  Metrics,
  NestLog,
  prepareHttpServer,
  ServiceModule,
  type Log,
  type WorkerConfiguration,
} from '#platform/service';
import { contextsWith } from '#domain';
import { closeTransports, dispatchSettings } from '../process/dispatching.js';
import { FaultStop } from '../process/fault-stop.js';
import { observeIntegrity } from '../process/integrity.js';
import { openConfiguredEngine } from '../process/open-engine.js';
import { EngineReadiness } from '../process/readiness.js';
import { runEngine } from '../process/run-engine.js';

export interface WorkerOptions {
  readonly configuration: WorkerConfiguration;
  readonly log: Log;
}

export interface RunningWorker {
  readonly url: string;
  readonly engine: Engine;
  readonly graceful: GracefulStop;
}

/**
 * Starts a worker: it contends for what only one process at a time may do, and answers requests about its health alone.
 * @throws when the engine or the port cannot be used; nothing is left open
 */
export async function startWorker({ configuration, log }: WorkerOptions): Promise<RunningWorker> {
  const { gateway, asAt, retention, http } = configuration;
  const dispatch = dispatchSettings(configuration.sending);
  const metrics = new Metrics();
  const faults = new FaultStop();
  const engine = await openConfiguredEngine({
    configuration,
    isWorker: true,
    contexts: contextsWith({ gateway, asAt, dispatch, retention }),
    log,
    onFault: (error) => faults.report(error),
    around: (store) => meteredEventStore(store, metrics),
  });
  let app: NestFastifyApplication | undefined;
  try {
    metrics.observeProjections(engine.projections);
    observeIntegrity(metrics, engine);
    const readiness = new EngineReadiness(engine);
    app = await healthApplication({ configuration, log, metrics, readiness });
    const [server, url] = [app, await listen(app, http)];
    const steps = [
      { name: 'HTTP server', stop: () => server.close(), within: http.stopWithinMs },
      { name: 'engine', stop: () => engine.stop() },
      { name: 'transports', stop: async () => closeTransports(dispatch) },
    ];
    const graceful = new GracefulStop({ log, steps });
    graceful.listen();
    // Whoever reads this may ask for a stop at once.
    log.info({ url }, 'Listening');
    faults.onFault((error) => {
      log.fatal({ err: error }, 'A part failed in a way that the worker cannot go on after');
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

async function healthApplication({
  configuration: { http, rates },
  log,
  metrics,
  readiness,
}: WorkerOptions & {
  readonly metrics: Metrics;
  readonly readiness: EngineReadiness;
}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(httpServerOptions(http));
  // Nobody signs in to a worker.
  await prepareHttpServer(adapter.getInstance(), { log, metrics, rates, subjectOf: async () => undefined });
  const module = ServiceModule.forRoot({ readiness, metrics });
  return NestFactory.create<NestFastifyApplication>(module, adapter, { logger: new NestLog(log), abortOnError: false });
}
