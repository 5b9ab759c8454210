import { spawnSync } from 'node:child_process';

/**
 * Whether system calls can be watched and made to fail. On a developer's machine a test may do without and says so;
 * where `CI` is set strace must be there.
 */
export function straceAvailable(whatIsNotTested: string): boolean {
  const { status, error, stderr } = spawnSync('strace', ['-f', '-e', 'trace=none', 'true'], { encoding: 'utf8' });
  if (status === 0) return true;
  const reason = error?.message ?? stderr;
  if (process.env['CI'] !== undefined) throw new Error(`strace is needed where CI is set: ${reason}`);
  process.stdout.write(`Not tested: ${whatIsNotTested}. strace cannot be used here (${reason.trim()}).\n`);
  return false;
}
