import { setTimeout as delay } from 'node:timers/promises';
import type { Request, Requests } from '#platform/coordination';
import { SealingSuspendedError } from '#platform/event-sourcing';
import { OutageLog } from '#platform/outages';
import type { ProjectionLog } from '../projection-log.js';
import type { Projections } from '../projections.port.js';
import { ReadModelsFullError, ReadModelFaultError } from '../read-model-database.js';
import { projectionOf, refused, REQUEST_KINDS, type ProjectionAnswer } from './projection-requests.js';

export interface RequestKeeperOptions {
  readonly requests: Requests;
  readonly projections: Pick<Projections, 'rebuild' | 'retryDeadLetters' | 'scrub'>;
  /** Whether this process keeps the read models no more: then the next one carries out what has no answer. */
  readonly isOver: () => boolean;
  /** Between two attempts while keys cannot be reached, in milliseconds. */
  readonly retryMs: number;
  readonly log: ProjectionLog;
}

/** A request that has been begun so often ends its keeper, as it seems: it is not begun again. */
const MOST_ATTEMPTS = 5;

/** Carries out what other processes ask of the one that keeps the read models. */
export class RequestKeeper {
  readonly #underWay = new Map<string, Promise<void>>();
  #looking = false;
  #again = false;
  #endListening: () => void = () => undefined;

  readonly #unseen: OutageLog;
  readonly #unanswered: OutageLog;
  readonly #keysAway: OutageLog;

  constructor(private readonly options: RequestKeeperOptions) {
    const { log } = options;
    this.#unseen = new OutageLog(log, {
      began: 'It cannot be seen what is asked of the projections',
      over: 'It can be seen again what is asked of the projections',
    });
    this.#unanswered = new OutageLog(log, { began: 'A request was not answered', over: 'Requests are answered again' });
    this.#keysAway = new OutageLog(log, {
      began: 'A request waits for keys of persons',
      over: 'A request no longer waits for keys of persons',
    });
  }

  start(): void {
    this.#endListening = this.options.requests.onChange(() => this.#onChange());
    this.#onChange();
  }

  /** Begins nothing any more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#endListening();
    await Promise.all(this.#underWay.values());
  }

  #onChange(): void {
    if (this.#looking) this.#again = true;
    else void this.#look();
  }

  async #look(): Promise<void> {
    const { requests, isOver } = this.options;
    this.#looking = true;
    do {
      this.#again = false;
      try {
        for (const request of await requests.unanswered(Object.values(REQUEST_KINDS))) {
          if (!isOver() && !this.#underWay.has(request.id)) this.#begin(request);
        }
        this.#unseen.over();
      } catch (error) {
        this.#unseen.failed({ err: error });
        break;
      }
    } while (this.#again && !isOver());
    this.#looking = false;
  }

  #begin(request: Request): void {
    const { kind, id } = request;
    const carried = this.#carryOut(request)
      .catch((error: unknown) => {
        // It has no answer, and is begun again: now or by the next keeper.
        this.#unanswered.failed({ request: id, kind, err: error });
      })
      .finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, carried);
  }

  async #carryOut(request: Request): Promise<void> {
    const { requests } = this.options;
    if (request.attempts >= MOST_ATTEMPTS) {
      const why = new Error(`It was begun ${MOST_ATTEMPTS} times and never ended: see the logs of the workers.`);
      return await requests.answer(request.id, refused(why));
    }
    await requests.begin(request.id);
    const answer = await this.#answerTo(request);
    if (answer === undefined) return;
    await requests.answer(request.id, answer);
    this.#unanswered.over();
  }

  /** @returns undefined when there is none yet: it will be begun again */
  async #answerTo(request: Request): Promise<ProjectionAnswer | undefined> {
    while (!this.options.isOver()) {
      try {
        const answer = await this.#do(request);
        this.#keysAway.over();
        return answer;
      } catch (error) {
        if (error instanceof SealingSuspendedError) {
          await this.#waitForKeys(request, error);
          continue;
        }
        const mayPass = error instanceof ReadModelFaultError && !(error instanceof ReadModelsFullError);
        if (mayPass || this.options.isOver()) return undefined;
        return refused(error);
      }
    }
    return undefined;
  }

  /** They may be in another database, and long out of reach: that is no attempt that failed. */
  async #waitForKeys({ id, kind }: Request, error: SealingSuspendedError): Promise<void> {
    this.#keysAway.failed({ request: id, kind, err: error });
    await delay(this.options.retryMs);
  }

  async #do(request: Request): Promise<ProjectionAnswer> {
    const { projections } = this.options;
    if (request.kind === REQUEST_KINDS.scrub) {
      await projections.scrub();
      return { outcome: 'scrubbed' };
    }
    const projection = projectionOf(request);
    if (request.kind === REQUEST_KINDS.rebuild) {
      return { outcome: 'rebuilt', generation: await projections.rebuild(projection) };
    }
    return { outcome: 'retried', taken: await projections.retryDeadLetters(projection) };
  }
}
