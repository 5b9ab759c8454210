import { moveLog, type MoveReport } from './move-log.js';
import type { LogSource, LogTarget } from './moved-log.port.js';

/** Opens both, and closes both whatever happens. */
export async function between<Result>(
  source: Promise<LogSource>,
  target: () => Promise<LogTarget> | LogTarget,
  work: (source: LogSource, target: LogTarget) => Promise<Result>,
): Promise<Result> {
  const from = await source;
  try {
    const to = await target();
    try {
      return await work(from, to);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

export function moving(source: LogSource, target: LogTarget): Promise<MoveReport> {
  return moveLog({ source, target, eventsAtOnce: 50 });
}
