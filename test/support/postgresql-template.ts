import { execFile, execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const SUPERUSER = 'concordat_test';

/** Where the programs of PostgreSQL are; distributions keep them off the path. */
export function findPostgresql(): string | undefined {
  const versions = '/usr/lib/postgresql';
  const packaged = existsSync(versions)
    ? readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(versions, version, 'bin'))
    : [];
  const candidates = [...(process.env['PATH'] ?? '').split(delimiter), ...packaged];
  return candidates.find((folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))));
}

/** PostgreSQL refuses to run as root. */
export function unprivilegedUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  user ??= { uid: idOf('-u'), gid: idOf('-g') };
  return user;
}

let user: { readonly uid: number; readonly gid: number } | undefined;

/** Making a cluster takes seconds, copying one a moment: it is made once on a machine, and kept. */
export async function copyCluster(programs: string, target: string): Promise<void> {
  const template = await clusterTemplate(programs);
  await run('cp', ['--archive', '--reflink=auto', template, target], { ...unprivilegedUser(), cwd: '/' });
}

async function clusterTemplate(programs: string): Promise<string> {
  const version = basename(dirname(programs)).replaceAll(/\W/g, '-');
  const owner = unprivilegedUser();
  const template = join(tmpdir(), `concordat-postgresql-${version}-${owner?.uid ?? process.getuid?.() ?? 0}-1`);
  if (existsSync(template)) return template;
  const making = mkdtempSync(join(tmpdir(), 'postgresql-template-'));
  if (owner) chownSync(making, owner.uid, owner.gid);
  const data = join(making, 'data');
  const options = ['--username', SUPERUSER, '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'];
  await run(join(programs, 'initdb'), ['--pgdata', data, ...options], { ...owner, cwd: making });
  try {
    renameSync(data, template);
  } catch (error) {
    // Somebody else was faster.
    if (!existsSync(template)) throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return template;
}
