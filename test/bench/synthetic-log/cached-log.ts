import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inFreshProcess } from '../fresh-process.js';
import { makeLog } from './make-log.program.js';

const COMPILED = fileURLToPath(new URL('../../..', import.meta.url));
/** What decides the events of the log and the read models that are kept with it. */
const SOURCES = ['libs/domain/**/*.js', 'test/bench/synthetic-log/*.js'];
/** Nothing of these is in the log, nor in the read models that are kept with it. */
const BESIDE = /\.(queries|resolver|policy|spec|fixture|cases)\.js$/;
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
  const files = globSync(SOURCES, { cwd: COMPILED }).filter((file) => !BESIDE.test(file));
  for (const file of files.sort()) digest.update(readFileSync(join(COMPILED, file)));
  return digest.digest('hex').slice(0, 16);
}
