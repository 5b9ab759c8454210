import { testEngineKind } from './test-engine.kind.js';
import { SERVER_VARIABLE, startTestServer } from './test-postgresql.js';

/**
 * Run by Jest before all spec files: one PostgreSQL server for all of them, where they need one.
 * @returns nothing; the server ends with this process
 */
export default async function startServer(): Promise<void> {
  if (testEngineKind() === 'embedded' || process.env[SERVER_VARIABLE] !== undefined) return;
  const cluster = await startTestServer();
  process.env[SERVER_VARIABLE] = cluster.connectionString;
  Object.assign(globalThis, { concordatTestServer: cluster });
}
