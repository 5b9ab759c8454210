import { startFailure } from '../../apps/process/start-failure.js';
import { startService } from '../../apps/api/service.js';
import { createLog, readConfiguration } from '#platform/service';

/**
 * Why the service does not start in this environment, in the words with which its process ends. No process is started, which
 * takes seconds: that one says so on standard error, and ends with 1, is a scenario of its own in `operations.spec.ts`.
 * @throws Error when it starts
 */
export async function refusedStart(environment: Readonly<Record<string, string>>): Promise<string> {
  try {
    const { engine } = await startService({
      configuration: readConfiguration(environment),
      log: createLog({ level: 'fatal' }),
    });
    await engine.stop();
  } catch (error) {
    return startFailure(error);
  }
  throw new Error('The service has started.');
}
