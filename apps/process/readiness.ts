import type { IntegrityStatus } from '#platform/backup';
import type { EventStore, Position } from '#platform/event-store';
import type { Readiness, ReadinessCheck } from '#platform/service';

/** How far the read models may be behind the log, in positions: about a second of work. */
const MOST_BEHIND = 10_000;

/** What readiness must know of the engine. */
interface Watched {
  readonly store: Pick<EventStore, 'head'>;
  readonly projections: { readonly position: Position };
  /** Left out where nobody looks whether the log holds what was recorded. */
  integrityStatus?(head: number): IntegrityStatus | undefined;
}

/** Whether requests make sense: the engine has started, its log answers, and its read models are in step with it. */
export class EngineReadiness implements Readiness {
  #started = false;

  constructor(private readonly engine: Watched) {}

  get started(): boolean {
    return this.#started;
  }

  /** Call it when the read models have caught up for the first time. */
  start(): void {
    this.#started = true;
  }

  async check(): Promise<readonly ReadinessCheck[]> {
    if (!this.#started) {
      return [{ name: 'read-models', ready: false, reason: 'They are being brought up to the end of the log.' }];
    }
    try {
      const head = await this.engine.store.head();
      const behind = head - this.engine.projections.position;
      const record = recordChecks(this.engine.integrityStatus?.(head));
      const readModels = { name: 'read-models', ready: behind <= MOST_BEHIND };
      const reason = `They are ${behind} positions behind the log.`;
      return [{ name: 'event-log', ready: true }, readModels.ready ? readModels : { ...readModels, reason }, ...record];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [{ name: 'event-log', ready: false, reason }];
    }
  }
}

/** Neither damage nor a restored older state is a reason to send no requests; both must be seen by whoever watches. */
function recordChecks(status: IntegrityStatus | undefined): readonly ReadinessCheck[] {
  if (status === undefined) return [];
  const texts = [...status.faults, ...status.notices].map(({ text }) => text);
  return texts.map((reason) => ({ name: 'record', ready: true, reason }));
}
