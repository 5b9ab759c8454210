import { setTimeout as delay } from 'node:timers/promises';
import type { Erasing, Erasure, ErasureReport, Holding } from '#platform/contexts';
import type { AggregateRepository, EventCodec, SubjectId } from '#platform/event-sourcing';
import type { EventStore, Revision, StreamName } from '#platform/event-store';
import { OutageLog } from '#platform/outages';
import type { SubjectKeys } from '#platform/privacy';
import type { Projection, ProjectionLog, Projections } from '#platform/projections';
import { forgetLookUps, type Session } from '#platform/sessions';

/** Told after the keys are gone and before an erasure is on record as completed: what was read must be let go. */
export type ErasureListener = (subjects: readonly SubjectId[]) => Promise<void> | void;

export interface EngineErasingParts {
  readonly keys: Pick<SubjectKeys, 'fence' | 'destroy'> | undefined;
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly repository: AggregateRepository;
  readonly projections: Projections;
  readonly definitions: readonly Projection[];
  readonly openSession: () => Promise<Session>;
  readonly log: ProjectionLog;
  /** How long to wait before a step that failed is tried again, in milliseconds. */
  readonly retryMs?: number;
}

/** Erases by the parts of the engine: keys first, then everything that was read with them. */
export class EngineErasing implements Erasing {
  readonly #listeners = new Set<ErasureListener>();

  constructor(private readonly parts: EngineErasingParts) {}

  get available(): boolean {
    return this.parts.keys !== undefined;
  }

  onErased(listener: ErasureListener): void {
    this.#listeners.add(listener);
  }

  /** Lets go of everything in memory that was read about these subjects; also when another process erases them. */
  async letGo(subjectIds: readonly SubjectId[]): Promise<void> {
    this.parts.repository.forgetAll();
    forgetLookUps();
    for (const listener of this.#listeners) await listener(subjectIds);
  }

  async erase(erasure: Erasure, signal: AbortSignal): Promise<ErasureReport> {
    const { keys } = this.parts;
    if (!keys) throw new Error('There are no keys: nothing can be erased.');
    const { subjectIds, reference } = erasure;
    // What is begun is brought to its end; only a stop of the service interrupts it.
    await this.#untilDone(signal, () => keys.fence(subjectIds, reference));
    await this.#untilDone(signal, () => keys.destroy(subjectIds));
    const holdings = await this.#untilDone(signal, () => this.#holdings(erasure));
    await this.#untilDone(signal, () => this.letGo(subjectIds));
    const readModels = this.#concerned(holdings);
    for (const name of readModels) await this.#untilDone(signal, () => this.parts.projections.rebuild(name));
    await this.#untilDone(signal, () => this.parts.projections.scrub());
    const valuesInClearText = await this.#untilDone(signal, () => this.#inClearText(holdings, subjectIds));
    return { events: holdings.length, valuesInClearText, readModels };
  }

  /** Those that follow some event in which data of the subjects stands. */
  #concerned(holdings: readonly Holding[]): readonly string[] {
    const types = new Set(holdings.map(({ type }) => type));
    return this.parts.definitions
      .filter(({ handlers }) => [...types].some((type) => handlers.has(type)))
      .map(({ name }) => name);
  }

  /** Of everything that was recorded before the fence. */
  async #holdings({ holdings }: Erasure): Promise<readonly Holding[]> {
    await this.parts.projections.caughtUp();
    using session = await this.parts.openSession();
    return await holdings(session);
  }

  async #inClearText(holdings: readonly Holding[], subjectIds: readonly SubjectId[]): Promise<number> {
    const subjects = new Set(subjectIds);
    let values = 0;
    for (const { stream, revision } of holdings) {
      const from = revision as Revision;
      for await (const event of this.parts.store.readStream(stream as StreamName, { from })) {
        values += this.parts.codec.inClearText(event).filter((subject) => subjects.has(subject)).length;
        break;
      }
    }
    return values;
  }

  async #untilDone<Done>(signal: AbortSignal, step: () => Promise<Done> | Done): Promise<Done> {
    const outage = new OutageLog(this.parts.log, {
      began: 'A step of an erasure failed and is tried again',
      over: 'An erasure goes on',
    });
    for (;;) {
      signal.throwIfAborted();
      try {
        const done = await step();
        outage.over();
        return done;
      } catch (error) {
        signal.throwIfAborted();
        outage.failed({ err: error });
        await delay(this.parts.retryMs ?? 1_000, undefined, { signal });
      }
    }
  }
}
