import { setTimeout as delay } from 'node:timers/promises';
import { START, type EventStore, type Position, type RecordedEvent } from '#platform/event-store';
import { SealingSuspendedError, type EventCodec } from '#platform/event-sourcing';
import { OutageLog } from '#platform/outages';
import {
  BatchProjector,
  describeFault,
  isNotTheEventsFault,
  lastPosition,
  type LiveProjection,
  type Poison,
} from './batch-projector.js';
import { GenerationBuilder } from './generation-builder.js';
import { ParkedStreams } from './parked-streams.js';
import { PositionWaiters } from './position-waiters.js';
import { ProjectionBuilds } from './projection-builds.js';
import type { ProjectionLog } from './projection-log.js';
import { dropEverything, dropRemovedProjections, eventAt, isOfAnotherLog } from './read-model-origin.js';
import { pagedDeadLetters } from './paged-dead-letters.js';
import { assertDistinct, findProjection, UnknownProjectionError, type Projection } from './projection.js';
import type { Projections } from './projections.port.js';
import {
  isTemporary,
  ReadModelFaultError,
  ReadModelsFullError,
  type Checkpoint,
  type DeadLetter,
  type Generation,
  type ReadModelDatabase,
  type ReadModelWrite,
} from './read-model-database.js';

export interface ProjectionRunnerOptions {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly database: ReadModelDatabase;
  readonly projections: readonly Projection[];
  readonly log: ProjectionLog;
  /** A fault that the runner cannot go on after, for example a read-model disk that fails. */
  readonly onFault: (error: unknown) => void;
  readonly batchSize?: number;
  /** From how many events on tables that are filled for the first time get their indexes at the end. Default 10,000. */
  readonly longLog?: number;
  /** How long to wait for space on a full disk, or for a database that is away, before trying again, in milliseconds. */
  readonly retryMs?: number;
}

export interface ProjectionStatus {
  readonly position: Position;
  readonly head: Position;
  readonly generations: readonly Generation[];
  /** By projection; one that has none is left out. */
  readonly deadLetterCounts: ReadonlyMap<string, number>;
}

export class RebuildUnderWayError extends Error {
  override readonly name = 'RebuildUnderWayError';
}

export class ProjectionsStoppedError extends Error {
  override readonly name = 'ProjectionsStoppedError';
}

/**
 * Keeps the read models in step with the log. All active projections advance together, rows and checkpoint in one
 * transaction, so that one snapshot shows one position in every context.
 *
 * A poison event goes to the dead letters of its projection, and with it every later event of the same stream, so
 * that the order within a stream is kept when they are retried.
 */
export class ProjectionRunner implements Projections {
  readonly #projector: BatchProjector;
  readonly #builds: ProjectionBuilds;
  readonly #stopping = new AbortController();
  readonly #waiters = new PositionWaiters(START);
  #starting: Promise<void> | undefined;
  #live: LiveProjection[] = [];
  #parked = ParkedStreams.of([]);
  #loop: Promise<void> = Promise.resolve();
  #outOfSpace: () => void = () => undefined;
  readonly #waitsFor: Readonly<Record<'keys' | 'database' | 'space', OutageLog>>;

  /** @throws ProjectionDefinitionError */
  constructor(private readonly options: ProjectionRunnerOptions) {
    assertDistinct(options.projections);
    this.#projector = new BatchProjector(options.codec);
    const { store, database, log, retryMs = 1_000 } = options;
    this.#waitsFor = {
      keys: waitingFor('keys of persons', log),
      database: waitingFor('their database', log),
      space: waitingFor('space on their disk', log),
    };
    const builder = new GenerationBuilder(store, database, this.#projector, retryMs);
    this.#builds = new ProjectionBuilds({ ...options, builder, signal: this.#stopping.signal });
  }

  /**
   * Prepares the tables, builds what has a new version, and follows the log from then on. Resolves when the read models
   * have caught up, or wait for space on their disk: then they serve reads where they are.
   * @throws RebuildFailedError when a new version cannot be built, ProjectionsStoppedError, and faults of the storage
   */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    const { database, store, log } = this.options;
    await dropRemovedProjections(database, this.options.projections);
    if (await isOfAnotherLog(database, store)) {
      log.error({}, 'The log does not go on from where the read models are: they are built anew');
      await dropEverything(database);
    }
    const indexesLater = (await store.head()) >= (this.options.longLog ?? 10_000);
    for (const projection of this.options.projections) await this.#prepare(projection, indexesLater);
    this.#waiters.advance((await database.checkpoint()).position);
    this.#parked = ParkedStreams.of(await database.parkedStreams());
    const outOfSpace = new Promise<void>((resolve) => (this.#outOfSpace = resolve));
    this.#loop = this.#follow().catch((error: unknown) => {
      if (this.#stopping.signal.aborted) return;
      this.#waiters.stop(new ProjectionsStoppedError('The projections have stopped after a fault.'));
      this.options.onFault(error);
    });
    const complete = this.#complete();
    let isServing = false;
    complete.catch((error: unknown) => isServing && !this.#stopping.signal.aborted && this.options.onFault(error));
    await Promise.race([complete, outOfSpace]);
    isServing = true;
  }

  /** Queries are answered also without indexes, only more slowly. What fails here for want of space is tried again. */
  async #complete(): Promise<void> {
    await this.caughtUp();
    const { database, retryMs = 1_000 } = this.options;
    const { signal } = this.#stopping;
    for (;;) {
      try {
        return await database.completeIndexes?.();
      } catch (error) {
        if (!isTemporary(error)) throw error;
        if (error instanceof ReadModelsFullError) this.#outOfSpace();
        await delay(retryMs, undefined, { signal });
      }
    }
  }

  /** Resolves when everything that is in the log now shows in the read models. */
  async caughtUp(timeoutMs = 2_147_483_647): Promise<void> {
    await this.waitFor(await this.options.store.head(), timeoutMs);
  }

  /** @throws ReadBehindError, ProjectionsStoppedError */
  waitFor(position: Position, timeoutMs: number): Promise<void> {
    return this.#waiters.reach(position, timeoutMs);
  }

  get position(): Position {
    return this.#waiters.reached;
  }

  async status(): Promise<ProjectionStatus> {
    const [head, generations, deadLetterCounts] = await Promise.all([
      this.options.store.head(),
      this.options.database.generations(),
      this.options.database.deadLetterCounts(),
    ]);
    return {
      position: this.position,
      head,
      generations: generations.map((generation) => this.#builds.asItIs(generation)),
      deadLetterCounts,
    };
  }

  deadLetters(projection?: string): AsyncIterable<DeadLetter> {
    return pagedDeadLetters(this.options.database, projection);
  }

  /**
   * Builds a projection anew from the log beside the live one and switches over.
   * @throws UnknownProjectionError, RebuildUnderWayError, RebuildFailedError, and faults of the storage, which are
   *   reported besides
   */
  async rebuild(name: string): Promise<Generation> {
    const projection = this.#find(name);
    if (this.#builds.isUnderWay(name)) throw new RebuildUnderWayError(`A rebuild of ${name} is under way already.`);
    return this.#reporting(this.#build(projection));
  }

  /**
   * Tries the dead letters of a projection again, in order; those of a stream stop at the first that fails again.
   * @returns how many were taken
   * @throws UnknownProjectionError, ReadModelFaultError
   */
  async retryDeadLetters(name: string): Promise<number> {
    const projection = this.#find(name);
    const failed = new Set<string>();
    let taken = 0;
    for await (const letter of this.deadLetters(name)) {
      if (failed.has(letter.stream)) continue;
      const result = await this.#reporting(this.#retry(projection, letter));
      if (result === 'taken') taken += 1;
      if (result === 'failed') failed.add(letter.stream);
    }
    return taken;
  }

  scrub(): Promise<void> {
    return this.options.database.scrub();
  }

  /** Ends following, waiting and building; what is committed stays. */
  async stop(): Promise<void> {
    const stopped = new ProjectionsStoppedError('The projections have stopped.');
    this.#stopping.abort(stopped);
    this.#waiters.stop(stopped);
    await Promise.allSettled([this.#starting, this.#builds.ended()]);
    await this.#loop;
  }

  /** @throws UnknownProjectionError, so that a name that was mistyped is not taken for a projection without faults */
  requireKnown(name: string): void {
    this.#find(name);
  }

  #find(name: string): Projection {
    return findProjection(this.options.projections, name);
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    const { batchSize = 512, store } = this.options;
    for await (const events of store.subscribe({ after: this.position, signal, batchSize })) {
      while (!(await this.#advanceIfRoom(events))) await delay(this.options.retryMs ?? 1_000, undefined, { signal });
    }
  }

  async #advanceIfRoom(events: readonly RecordedEvent[]): Promise<boolean> {
    try {
      await this.#advance(events);
      for (const waiting of Object.values(this.#waitsFor)) waiting.over();
      return true;
    } catch (error) {
      const { position } = this;
      if (error instanceof SealingSuspendedError) {
        this.#waitsFor.keys.failed({ position, err: error });
        return false;
      }
      if (!isTemporary(error)) throw error;
      const isFull = error instanceof ReadModelsFullError;
      this.#waitsFor[isFull ? 'space' : 'database'].failed({ position, err: error });
      if (isFull) this.#outOfSpace();
      return false;
    }
  }

  async #advance(events: readonly RecordedEvent[]): Promise<void> {
    const checkpoint: Checkpoint = { position: lastPosition(events, this.position), eventId: events.at(-1)?.id };
    const parkedHere = !this.#parked.isEmpty && events.some(({ stream }) => this.#isParkedAnywhere(stream));
    if (parkedHere || !(await this.#applyFast(events, checkpoint))) await this.#applyCarefully(events, checkpoint);
    this.#waiters.advance(checkpoint.position);
  }

  async #applyFast(events: readonly RecordedEvent[], checkpoint: Checkpoint): Promise<boolean> {
    try {
      await this.options.database.write(async (write) => {
        await this.#projector.apply(write, this.#live, events);
        await write.setCheckpoint(checkpoint);
      });
      return true;
    } catch (error) {
      if (isNotTheEventsFault(error)) throw error;
      this.options.log.error(
        { fault: describeFault(error), upTo: checkpoint.position },
        'A batch holds a poison event',
      );
      return false;
    }
  }

  /** Which streams are parked counts in memory only once it is committed. */
  async #applyCarefully(events: readonly RecordedEvent[], checkpoint: Checkpoint): Promise<void> {
    await this.options.database.write(
      async (write) => {
        const parked = this.#parked.draft();
        await this.#projector.applyCarefully(
          write,
          this.#live,
          events,
          (poison) => this.#park(poison, write, parked),
          (projection, { stream }) => {
            const behind = parked.behind(projection.name, stream);
            return behind === undefined
              ? undefined
              : `Waits behind the event of the same stream at position ${behind}.`;
          },
        );
        await write.setCheckpoint(checkpoint);
        return parked;
      },
      (parked) => void (this.#parked = parked.keep()),
    );
  }

  #park({ projection, event, fault }: Poison, write: ReadModelWrite, parked: ParkedStreams): void | Promise<void> {
    const { position, stream, type, recordedAt } = event;
    parked.add(projection.name, stream, position);
    this.options.log.error({ projection: projection.name, position, type, fault }, 'Event moved to the dead letters');
    return write.addDeadLetter({ projection: projection.name, position, stream, type, fault, recordedAt });
  }

  #isParkedAnywhere(stream: string): boolean {
    return this.options.projections.some(({ name }) => this.#parked.behind(name, stream) !== undefined);
  }

  /** `gone`: a rebuild or another retry was faster. */
  async #retry(projection: Projection, letter: DeadLetter): Promise<'taken' | 'failed' | 'gone'> {
    const event = await this.#eventOf(letter);
    const { stream } = letter;
    let next: Position | undefined;
    try {
      return await this.options.database.write(
        async (write) => {
          if (!(await write.removeDeadLetter(letter.id))) return 'gone';
          const target = this.#live.find((live) => live.projection === projection);
          if (!target) throw new UnknownProjectionError(`The projection ${projection.name} has no live tables.`);
          await this.#projector.apply(write, [target], [event]);
          next = await write.firstDeadLetter(projection.name, stream);
          return 'taken';
        },
        (result) => result === 'taken' && this.#parked.set(projection.name, stream, next),
      );
    } catch (error) {
      if (isNotTheEventsFault(error)) throw error;
      await this.options.database.write((write) => write.updateDeadLetter(letter.id, describeFault(error)));
      return 'failed';
    }
  }

  async #eventOf({ stream, position }: DeadLetter): Promise<RecordedEvent> {
    const event = await eventAt(this.options.store, position);
    if (event?.stream === stream) return event;
    throw new Error(`The log has no event of ${stream} at position ${position}.`);
  }

  /** Finds the live tables of a projection; a projection or version that has none yet is built first. */
  async #prepare(projection: Projection, indexesLater: boolean): Promise<void> {
    const { database } = this.options;
    const generations = (await database.generations()).filter((found) => found.projection === projection.name);
    const active = generations.find(({ state, version }) => state === 'active' && version === projection.version);
    const isFirst = !active && (await database.checkpoint()).position === START;
    if (isFirst) await this.#activateEmpty(projection, generations, indexesLater);
    else if (!active) await this.#build(projection);
    else {
      await this.#builds.dropLeftovers(generations);
      this.#live.push({ projection, generation: active });
    }
  }

  async #activateEmpty(projection: Projection, older: readonly Generation[], indexesLater: boolean): Promise<void> {
    const generation = await this.options.database.write(async (write) => {
      for (const leftover of older) await write.dropGeneration(leftover);
      return write.createGeneration(projection, 'active', START, { indexesLater });
    });
    this.#live.push({ projection, generation });
  }

  #build(projection: Projection): Promise<Generation> {
    return this.#builds.build(projection, (generation) => {
      const others = this.#live.filter((live) => live.projection !== projection);
      this.#live = [...others, { projection, generation }];
      this.#parked = this.#parked.without(projection.name);
    });
  }

  /** Passes on what comes of an operation, and reports a fault of the storage after which the service cannot go on. */
  async #reporting<Result>(operation: Promise<Result>): Promise<Result> {
    try {
      return await operation;
    } catch (error) {
      const goesOn = !(error instanceof ReadModelFaultError) || isTemporary(error);
      if (!goesOn && !this.#stopping.signal.aborted) this.options.onFault(error);
      throw error;
    }
  }
}

function waitingFor(missing: string, log: ProjectionLog): OutageLog {
  const over = `The read models no longer wait for ${missing}`;
  return new OutageLog(log, { began: `The read models wait for ${missing}`, over });
}
