import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testEngineKind } from './test-engine.kind.js';
import { SERVER_VARIABLE, startTestServer } from './test-postgresql.js';

/**
 * Run by Jest before all spec files: one PostgreSQL server for all of them, where they need one. What Node.js compiles of
 * the programs that tests start it keeps for the next: they start often, and load more than a thousand modules each.
 * @returns nothing; the server ends with this process
 */
export default async function startServer(): Promise<void> {
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'concordat-compiled');
  if (testEngineKind() === 'embedded' || process.env[SERVER_VARIABLE] !== undefined) return;
  const cluster = await startTestServer();
  process.env[SERVER_VARIABLE] = cluster.connectionString;
  Object.assign(globalThis, { concordatTestServer: cluster });
}
