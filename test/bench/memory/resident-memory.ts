import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const LOOK_EVERY_MS = 200;

/** What a process holds in memory now, in megabytes (10^6 bytes), as the kernel counts it (proc_pid_status(5)). */
export function residentMegabytes(pid: number | undefined): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kibibytes === undefined) throw new Error(`The memory of process ${pid} is not to be read.`);
  return (Number(kibibytes) * 1024) / 1e6;
}

/** The most that a process held in memory while work was under way. */
export async function mostResident(pid: number | undefined, work: Promise<unknown>): Promise<number> {
  let most = residentMegabytes(pid);
  const done = work.then(() => true);
  while (!(await Promise.race([done, setTimeout(LOOK_EVERY_MS, false)]))) {
    most = Math.max(most, residentMegabytes(pid));
  }
  return most;
}
