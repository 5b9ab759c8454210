import type { IntegrityStatus } from '#platform/backup';
import type { ReadModelsProblem } from '#platform/engine';
import type { EventStore, Position } from '#platform/event-store';
import type { Readiness, ReadinessCheck } from '#platform/service';
import { BoundedQuestion, reasonOf } from './bounded-question.js';

/** How far the read models may be behind the log, in positions: about a second of work. */
const MOST_BEHIND = 10_000;

/** What readiness must know of the engine. */
interface Watched {
  readonly store: Pick<EventStore, 'head'>;
  readonly projections: { readonly position: Position };
  /** Left out where nobody looks whether the log holds what was recorded. */
  integrityStatus?(head: number): IntegrityStatus;
  /** Left out where this process keeps the read models in any case. */
  readModelsProblem?(): Promise<ReadModelsProblem | undefined>;
}

export interface ReadinessTimes {
  /** Sooner than those who ask give up, so that they are told why, in milliseconds. Default 2,000. */
  readonly answerWithinMs?: number;
  /** How long nobody may keep the read models before this process is not ready, in milliseconds. Default 30,000. */
  readonly unkeptForMs?: number;
  /** In milliseconds, from whenever; never goes back. */
  readonly now?: () => number;
}

/** A worker that is killed or cut off is followed by another one within seconds. */
const UNKEPT_FOR_MS = 30_000;
const ANSWER_WITHIN_MS = 2_000;

const CATCHING_UP = 'They are being brought up to the end of the log.';

/** Whether requests make sense: the engine has started, its log answers, and its read models are in step with it. */
export class EngineReadiness implements Readiness {
  readonly #head: BoundedQuestion<Position>;
  readonly #problem: BoundedQuestion<ReadModelsProblem | undefined>;
  #started = false;
  /** Since when nobody keeps the read models, as far as those who ask have seen. */
  #unkeptSince: number | undefined;

  constructor(
    private readonly engine: Watched,
    private readonly times: ReadinessTimes = {},
  ) {
    const { answerWithinMs = ANSWER_WITHIN_MS } = times;
    this.#head = new BoundedQuestion('The event log', () => engine.store.head(), answerWithinMs);
    const problem = async () => engine.readModelsProblem?.();
    this.#problem = new BoundedQuestion('It', problem, answerWithinMs);
  }

  get started(): boolean {
    return this.#started;
  }

  /** Call it when the read models have caught up for the first time. */
  start(): void {
    this.#started = true;
  }

  async check(): Promise<readonly ReadinessCheck[]> {
    const [head, problem] = await Promise.allSettled([
      this.#started ? this.#head.answer() : undefined,
      this.#problem.answer(),
    ]);
    if (head.status === 'rejected') return [{ name: 'event-log', ready: false, reason: reasonOf(head.reason) }];
    const readModels = problem.status === 'rejected' ? unreachable(problem.reason) : this.#readModels(problem.value);
    if (head.value === undefined) return [{ ...readModels, ready: false, reason: readModels.reason ?? CATCHING_UP }];
    const record = recordChecks(this.engine.integrityStatus?.(head.value));
    return [{ name: 'event-log', ready: true }, this.#inStep(head.value, readModels), ...record];
  }

  #inStep(head: number, readModels: ReadinessCheck): ReadinessCheck {
    const behind = head - this.engine.projections.position;
    if (behind <= MOST_BEHIND) return readModels;
    const { name, reason } = readModels;
    const late = `They are ${behind} positions behind the log.`;
    return { name, ready: false, reason: reason === undefined ? late : `${reason} ${late}` };
  }

  #readModels(problem: ReadModelsProblem | undefined): ReadinessCheck {
    const name = 'read-models';
    if (problem?.kind !== 'nobody-keeps-them') {
      this.#unkeptSince = undefined;
      // Those of another version can be read until this process is replaced by one of that version, too.
      return { name, ready: true, ...(problem && { reason: problem.text }) };
    }
    const now = this.times.now?.() ?? performance.now();
    this.#unkeptSince ??= now;
    const { unkeptForMs = UNKEPT_FOR_MS } = this.times;
    const lasted = now - this.#unkeptSince;
    const ready = lasted < unkeptForMs;
    const soFar = `That has been so for ${Math.round(lasted / 1_000)} s`;
    // Another worker is about to take over, as a rule: what the read models show can be read until then.
    const bound = ready ? `${soFar}; after ${unkeptForMs / 1_000} s this process is not ready.` : `${soFar}.`;
    return { name, ready, reason: `${problem.text} ${bound}` };
  }
}

function unreachable(error: unknown): ReadinessCheck {
  const reason = `Their database does not answer: ${reasonOf(error)} The service itself runs, and goes on when it does.`;
  return { name: 'read-models', ready: false, reason };
}

/** Neither damage nor a restored older state is a reason to send no requests; both must be seen by whoever watches. */
function recordChecks(status: IntegrityStatus | undefined): readonly ReadinessCheck[] {
  if (status === undefined) return [];
  const texts = [...status.faults, ...status.notices].map(({ text }) => text);
  return texts.map((reason) => ({ name: 'record', ready: true, reason }));
}
