import type { Engine } from '#platform/engine';
import type { Log, Metrics } from '#platform/service';

type Watched = Pick<Engine, 'integrityStatus' | 'store'>;

/** Puts what is known of the log's integrity among the figures. */
export function observeIntegrity(metrics: Metrics, engine: Watched): void {
  metrics.observeIntegrity(async () => {
    const status = engine.integrityStatus(await engine.store.head());
    if (status === undefined) return undefined;
    const { faults, notices, readOnly, scrub } = status;
    return {
      faults: faults.length,
      notices: notices.length,
      readOnly,
      scrubPosition: scrub.position,
      scrubPasses: scrub.passes,
      ...(scrub.lastFinishedAt !== undefined && { scrubFinishedAt: Date.parse(scrub.lastFinishedAt) / 1000 }),
    };
  });
}

/** Says at the start what whoever relies on the record must know: that it was restored, for example. */
export async function sayNotices(engine: Watched, log: Log): Promise<void> {
  const status = engine.integrityStatus(await engine.store.head());
  for (const { kind, text } of status?.notices ?? []) log.warn({ kind }, text);
  if (status?.readOnly === true) log.error({}, 'The log is damaged: reads are served, and nothing is recorded');
}
