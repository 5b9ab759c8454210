import type { Engine } from '#platform/engine';
import type { GracefulStop, Log } from '#platform/service';
import { sayNotices } from './integrity.js';
import type { EngineReadiness } from './readiness.js';

export interface RunningParts {
  readonly engine: Engine;
  readonly readiness: EngineReadiness;
  readonly graceful: GracefulStop;
  readonly log: Log;
}

/** A stop may come while the read models are still being built; that is no failure to start. */
export async function runEngine({ engine, readiness, graceful, log }: RunningParts): Promise<void> {
  try {
    await engine.start();
  } catch (error) {
    if (graceful.isStopping) return;
    throw error;
  }
  await sayNotices(engine, log);
  engine.integrity?.scrub.start();
  readiness.start();
  // What they would record is refused: the log is damaged and only read.
  if (engine.integrity?.isReadOnly === true) return;
  engine.startDuties();
}
