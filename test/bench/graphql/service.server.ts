import { openEmbeddedEngine } from '#platform/engine';
import type { Authentication } from '#platform/graphql';
import { contexts } from '#domain';
import { createApplication } from '../../../apps/api/application.js';
import { defineServer } from '../server-process.js';
import { HSE_INSPECTOR } from '../synthetic-log/callers.js';
import { silentLog } from '../synthetic-log/silent-log.js';
import { assertWholeReadModels } from '../synthetic-log/whole-read-models.js';

export interface ServiceInput {
  readonly dataFolder: string;
}

const authentication: Authentication = { authenticate: async () => HSE_INSPECTOR };

/** The service on a data folder, on a free port. */
export const service = defineServer(import.meta.url, async ({ dataFolder }: ServiceInput) => {
  const onFault = (error: unknown): never => {
    throw error;
  };
  const engine = await openEmbeddedEngine({ dataFolder, contexts, log: silentLog, onFault });
  await engine.start();
  await assertWholeReadModels(engine);
  const app = await createApplication({ engine, authentication, log: silentLog });
  await app.listen(0, '127.0.0.1');
  return {
    ready: { url: `${await app.getUrl()}/graphql` },
    close: async () => {
      await app.close();
      await engine.stop();
    },
  };
});
