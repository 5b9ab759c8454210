import 'reflect-metadata';
import { createLog, readWorkerConfiguration, type Environment } from '#platform/service';
import { startFailure } from '../process/start-failure.js';
import { startWorker } from './worker.js';

/** Starts a worker as the environment says; ends the process with 1, saying why, when that cannot be. */
export async function run(environment: Environment): Promise<void> {
  try {
    const configuration = readWorkerConfiguration(environment);
    const { engine, logLevel } = configuration;
    const log = createLog({ level: logLevel });
    const { url, graceful } = await startWorker({ configuration, log });
    if (!graceful.isStopping)
      log.info({ url, engine: engine.kind, node: process.versions.node }, 'The worker is ready');
  } catch (error) {
    process.stderr.write(`${startFailure(error)}\n`);
    process.exit(1);
  }
}
