import type { Authentication } from '#platform/graphql';
import { createApplication } from '../../../apps/api/application.js';
import { defineServer } from '../server-process.js';
import { HSE_INSPECTOR } from '../synthetic-log/callers.js';
import { silentLog } from '../synthetic-log/silent-log.js';
import { openBenchEngine, type BenchEngineOptions } from './bench-engine.js';

const authentication: Authentication = { authenticate: async () => HSE_INSPECTOR };

/** One of several processes that serve requests from one database, on a free port. */
export const apiProcess = defineServer(import.meta.url, async (options: BenchEngineOptions) => {
  const engine = await openBenchEngine(options);
  await engine.start();
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
