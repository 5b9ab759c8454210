import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { inFreshProcess, type Program } from '../fresh-process.js';
import type { AppendInput } from './append.input.js';
import { findPostgresql, startPostgresql } from '../../support/postgresql-cluster.js';

const run = promisify(execFile);
/** Beside `dist`: a package of its own, so that the service does not depend on what it is compared with. */
const PACKAGE = fileURLToPath(new URL('../../../../test/bench/peers/emmett-postgresql', import.meta.url));

export interface Peer {
  /** @returns events per second */
  measure(input: AppendInput): Promise<number>;
  close(): Promise<void>;
}

/** emmett-postgresql on a PostgreSQL server of its own; or why it cannot be had. */
export async function emmettPostgresql(folder: string): Promise<Peer | { readonly reason: string }> {
  const programs = findPostgresql();
  if (programs === undefined) return { reason: 'PostgreSQL is not installed (apt-get install postgresql).' };
  if (!existsSync(join(PACKAGE, 'node_modules'))) {
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: PACKAGE });
  }
  const cluster = await startPostgresql(programs, { parent: folder });
  const program: Program<PeerInput, number> = { url: pathToFileURL(join(PACKAGE, 'append.mjs')).href };
  return {
    measure: (input) => inFreshProcess(program, { ...input, connectionString: cluster.connectionString }),
    close: () => cluster.close(),
  };
}

interface PeerInput extends AppendInput {
  readonly connectionString: string;
}
