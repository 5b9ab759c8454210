import { setTimeout as delay } from 'node:timers/promises';
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
  integrityStatus?(head: number): IntegrityStatus;
  /** Left out where this process keeps the read models in any case. */
  readModelsProblem?(): Promise<string | undefined>;
}

/** Sooner than those who ask give up, so that they are told why. */
const ANSWER_WITHIN_MS = 2_000;

const CATCHING_UP = 'They are being brought up to the end of the log.';

/** Whether requests make sense: the engine has started, its log answers, and its read models are in step with it. */
export class EngineReadiness implements Readiness {
  #started = false;
  /** A log that is away keeps those who ask waiting, so they are not to become more and more. */
  #asked: Promise<Position> | undefined;
  #lastFailure: string | undefined;

  constructor(
    private readonly engine: Watched,
    private readonly answerWithinMs = ANSWER_WITHIN_MS,
  ) {}

  get started(): boolean {
    return this.#started;
  }

  /** Call it when the read models have caught up for the first time. */
  start(): void {
    this.#started = true;
  }

  async check(): Promise<readonly ReadinessCheck[]> {
    if (!this.#started) {
      const reason = (await this.#problem()) ?? CATCHING_UP;
      return [{ name: 'read-models', ready: false, reason }];
    }
    try {
      const head = await this.#head();
      const record = recordChecks(this.engine.integrityStatus?.(head));
      return [{ name: 'event-log', ready: true }, await this.#readModels(head), ...record];
    } catch (error) {
      return [{ name: 'event-log', ready: false, reason: reasonOf(error) }];
    }
  }

  async #head(): Promise<Position> {
    const asked = this.#asked ?? this.#askHead();
    this.#asked = asked;
    const late = new AbortController();
    try {
      const tooLate = delay(this.answerWithinMs, undefined, late).then(() => {
        const before = this.#lastFailure === undefined ? '' : ` Before that: ${this.#lastFailure}`;
        throw new Error(`The event log has not answered within ${this.answerWithinMs} ms.${before}`);
      });
      return await Promise.race([asked, tooLate]);
    } finally {
      late.abort();
    }
  }

  async #askHead(): Promise<Position> {
    try {
      const head = await this.engine.store.head();
      this.#lastFailure = undefined;
      return head;
    } catch (error) {
      this.#lastFailure = reasonOf(error);
      throw error;
    } finally {
      this.#asked = undefined;
    }
  }

  async #readModels(head: number): Promise<ReadinessCheck> {
    const behind = head - this.engine.projections.position;
    const ready = behind <= MOST_BEHIND;
    const reasons = [await this.#problem(), ready ? undefined : `They are ${behind} positions behind the log.`].filter(
      (reason) => reason !== undefined,
    );
    // Where nobody keeps them for the moment, another worker is about to take over: what they show can be read.
    return { name: 'read-models', ready, ...(reasons.length > 0 && { reason: reasons.join(' ') }) };
  }

  async #problem(): Promise<string | undefined> {
    try {
      return await this.engine.readModelsProblem?.();
    } catch (error) {
      return reasonOf(error);
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Neither damage nor a restored older state is a reason to send no requests; both must be seen by whoever watches. */
function recordChecks(status: IntegrityStatus | undefined): readonly ReadinessCheck[] {
  if (status === undefined) return [];
  const texts = [...status.faults, ...status.notices].map(({ text }) => text);
  return texts.map((reason) => ({ name: 'record', ready: true, reason }));
}
