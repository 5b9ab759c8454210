import type { EventStore, Position } from '#platform/event-store';
import type { Readiness, ReadinessCheck } from '#platform/service';

/** How far the read models may be behind the log, in positions: about a second of work. */
const MOST_BEHIND = 10_000;

/** What readiness must know of the engine. */
interface Watched {
  readonly store: Pick<EventStore, 'head'>;
  readonly projections: { readonly position: Position };
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
      const behind = (await this.engine.store.head()) - this.engine.projections.position;
      const readModels = { name: 'read-models', ready: behind <= MOST_BEHIND };
      const reason = `They are ${behind} positions behind the log.`;
      return [{ name: 'event-log', ready: true }, readModels.ready ? readModels : { ...readModels, reason }];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [{ name: 'event-log', ready: false, reason }];
    }
  }
}
