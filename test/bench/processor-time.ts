import { readFileSync } from 'node:fs';

/** What the kernel counts processor time in (USER_HZ): a hundredth of a second on Linux. */
const TICK_SECONDS = 0.01;
/** Places in /proc/PID/stat after the name, which may hold spaces (proc_pid_stat(5)). */
const [USER_TIME, SYSTEM_TIME] = [11, 12];

/** Seconds of the processors that a process has used so far; 0 when it has ended. */
export function processorSeconds(pid: number): number {
  const stat = readStat(pid);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TIME] ?? 0) + Number(fields[SYSTEM_TIME] ?? 0)) * TICK_SECONDS;
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
