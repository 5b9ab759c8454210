import { spawnSync } from 'node:child_process';

/** Watches a program and its threads, and stops them at the calls that are traced only: without the filter, at every one. */
export const STRACE = ['strace', '-f', '--seccomp-bpf'] as const;

/**
 * Whether system calls can be watched and made to fail. On a developer's machine a test may do without and says so;
 * where `CI` is set strace must be there.
 */
export function straceAvailable(whatIsNotTested: string): boolean {
  const [program, ...options] = STRACE;
  const { status, error, stderr } = spawnSync(program, [...options, '-e', 'trace=none', 'true'], { encoding: 'utf8' });
  if (status === 0) return true;
  const reason = error?.message ?? stderr;
  if (process.env['CI'] !== undefined) throw new Error(`strace is needed where CI is set: ${reason}`);
  process.stdout.write(`Not tested: ${whatIsNotTested}. strace cannot be used here (${reason.trim()}).\n`);
  return false;
}
