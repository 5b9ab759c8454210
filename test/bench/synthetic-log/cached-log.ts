import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inFreshProcess } from '../fresh-process.js';
import { makeLog } from './make-log.program.js';

const COMPILED = fileURLToPath(new URL('../../..', import.meta.url));
/** What decides the events of the log and the read models that are kept with it. */
const SOURCES = ['libs/domain/**/*.js', 'test/bench/synthetic-log/*.js'];
const COMPLETE = 'complete';

/**
 * A data folder with at least so many events. It is kept for the next run, and made anew when the contexts, or the
 * template, have changed.
 */
export async function cachedLog(parent: string, events: number): Promise<string> {
  const prefix = `log-${events}-`;
  const folder = join(parent, prefix + sourcesDigest());
  if (existsSync(join(folder, COMPLETE))) return folder;
  for (const outdated of readdirSync(parent).filter((name) => name.startsWith(prefix))) {
    rmSync(join(parent, outdated), { recursive: true, force: true });
  }
  mkdirSync(folder);
  const written = await inFreshProcess(makeLog, { folder, events });
  writeFileSync(join(folder, COMPLETE), `${written}\n`);
  return folder;
}

function sourcesDigest(): string {
  const digest = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: COMPILED }).sort()) digest.update(readFileSync(join(COMPILED, file)));
  return digest.digest('hex').slice(0, 16);
}
