import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Program } from './fresh-process.js';

const run = promisify(execFile);
/** Beside `dist`: packages of their own, so that the service does not depend on what it is compared with. */
const PEERS = fileURLToPath(new URL('../../../test/bench/peers', import.meta.url));

export type PeerName = 'emmett-postgresql' | 'castore-postgres';

/** A program of a peer's package, which is installed when it is not there yet. */
export async function peerProgram<Input>(peer: PeerName, file: string): Promise<Program<Input, number>> {
  const folder = join(PEERS, peer);
  if (!existsSync(join(folder, 'node_modules'))) await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
  return { url: pathToFileURL(join(folder, file)).href };
}
