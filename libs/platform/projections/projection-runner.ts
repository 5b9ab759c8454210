import type { EventStore, Position, RecordedEvent } from '#platform/event-store';
import type { EventCodec } from '#platform/event-sourcing';
import { BatchProjector, describeFault, lastPosition, type LiveProjection, type Poison } from './batch-projector.js';
import { GenerationBuilder } from './generation-builder.js';
import { PositionWaiters } from './position-waiters.js';
import type { Projection } from './projection.js';
import type { DeadLetter, Generation, ReadModelDatabase, ReadModelWrite } from './read-model-database.js';

/** What the runner reports; wired to the service's log. */
export interface ProjectionLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface ProjectionRunnerOptions {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly database: ReadModelDatabase;
  readonly projections: readonly Projection[];
  readonly log: ProjectionLog;
  /** A fault that the runner cannot go on after, for example a read-model disk that fails. */
  readonly onFault: (error: unknown) => void;
  readonly batchSize?: number;
}

export interface ProjectionStatus {
  readonly position: Position;
  readonly head: Position;
  readonly generations: readonly Generation[];
  readonly deadLetters: readonly DeadLetter[];
}

export class UnknownProjectionError extends Error {
  override readonly name = 'UnknownProjectionError';
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
export class ProjectionRunner {
  readonly #projector: BatchProjector;
  readonly #builder: GenerationBuilder;
  readonly #stopping = new AbortController();
  readonly #waiters = new PositionWaiters(0 as Position);
  readonly #building = new Map<string, Promise<Generation>>();
  #live: LiveProjection[] = [];
  #parked = new Map<string, Position>();
  #loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: ProjectionRunnerOptions) {
    this.#projector = new BatchProjector(options.codec);
    this.#builder = new GenerationBuilder(options.store, options.database, this.#projector);
  }

  /** Prepares the tables, builds what has a new version, and follows the log from then on. */
  async start(): Promise<void> {
    await this.#dropUnknown();
    for (const projection of this.options.projections) await this.#prepare(projection);
    this.#waiters.advance(await this.options.database.livePosition());
    this.#parkFrom(await this.options.database.deadLetters());
    this.#loop = this.#follow().catch((error: unknown) => {
      this.#waiters.stop(new ProjectionsStoppedError('The projections have stopped after a fault.'));
      if (!this.#stopping.signal.aborted) this.options.onFault(error);
    });
    await this.caughtUp();
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
    const [head, generations, deadLetters] = await Promise.all([
      this.options.store.head(),
      this.options.database.generations(),
      this.options.database.deadLetters(),
    ]);
    return { position: this.position, head, generations, deadLetters };
  }

  /**
   * Builds a projection anew from the log beside the live one and switches over.
   * @throws UnknownProjectionError, RebuildUnderWayError, RebuildFailedError
   */
  async rebuild(name: string): Promise<Generation> {
    const projection = this.#find(name);
    if (this.#building.has(name)) throw new RebuildUnderWayError(`A rebuild of ${name} is under way already.`);
    const rebuild = this.#rebuild(projection);
    this.#building.set(name, rebuild);
    try {
      return await rebuild;
    } finally {
      this.#building.delete(name);
    }
  }

  /**
   * Tries the dead letters of a projection again, in order; those of a stream stop at the first that fails again.
   * @returns how many were taken
   */
  async retryDeadLetters(name: string): Promise<number> {
    const projection = this.#find(name);
    const letters = (await this.options.database.deadLetters()).filter((letter) => letter.projection === name);
    const failed = new Set<string>();
    let taken = 0;
    for (const letter of letters) {
      if (failed.has(letter.stream)) continue;
      if (await this.#retry(projection, letter)) taken += 1;
      else failed.add(letter.stream);
    }
    this.#parkFrom(await this.options.database.deadLetters());
    return taken;
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new ProjectionsStoppedError('The projections are stopping.'));
    await this.#loop;
    await Promise.allSettled(this.#building.values());
    this.#waiters.stop(new ProjectionsStoppedError('The projections have stopped.'));
  }

  #find(name: string): Projection {
    const projection = this.options.projections.find((candidate) => candidate.name === name);
    if (projection) return projection;
    const known = this.options.projections.map((candidate) => candidate.name).join(', ');
    throw new UnknownProjectionError(`There is no projection ${name}. There are: ${known}.`);
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    const { batchSize = 512, store } = this.options;
    for await (const events of store.subscribe({ after: this.position, signal, batchSize })) {
      await this.#advance(events);
    }
  }

  async #advance(events: readonly RecordedEvent[]): Promise<void> {
    const position = lastPosition(events, this.position);
    const parkedHere = this.#parked.size > 0 && events.some(({ stream }) => this.#isParkedAnywhere(stream));
    if (parkedHere || !(await this.#applyFast(events, position))) await this.#applyCarefully(events, position);
    this.#waiters.advance(position);
  }

  async #applyFast(events: readonly RecordedEvent[], position: Position): Promise<boolean> {
    try {
      await this.options.database.write(async (write) => {
        await this.#projector.apply(write, this.#live, events);
        await write.setLivePosition(position);
      });
      return true;
    } catch (error) {
      this.options.log.error({ fault: describeFault(error), upTo: position }, 'A batch holds a poison event');
      return false;
    }
  }

  async #applyCarefully(events: readonly RecordedEvent[], position: Position): Promise<void> {
    await this.options.database.write(async (write) => {
      await this.#projector.applyCarefully(
        write,
        this.#live,
        events,
        (poison) => this.#park(poison, write),
        (projection, event) => this.#parkedReason(projection, event),
      );
      await write.setLivePosition(position);
    });
  }

  #park({ projection, event, fault }: Poison, write: ReadModelWrite): void | Promise<void> {
    const key = parkingKey(projection.name, event.stream);
    if (!this.#parked.has(key)) this.#parked.set(key, event.position);
    const { position, stream, type, recordedAt } = event;
    this.options.log.error({ projection: projection.name, position, type, fault }, 'Event moved to the dead letters');
    return write.addDeadLetter({ projection: projection.name, position, stream, type, fault, recordedAt });
  }

  #parkedReason(projection: Projection, event: RecordedEvent): string | undefined {
    const behind = this.#parked.get(parkingKey(projection.name, event.stream));
    return behind === undefined ? undefined : `Waits behind the event of the same stream at position ${behind}.`;
  }

  #isParkedAnywhere(stream: string): boolean {
    return this.options.projections.some(({ name }) => this.#parked.has(parkingKey(name, stream)));
  }

  #parkFrom(letters: readonly DeadLetter[]): void {
    this.#parked = new Map();
    for (const { projection, stream, position } of letters) {
      const key = parkingKey(projection, stream);
      if (!this.#parked.has(key)) this.#parked.set(key, position);
    }
  }

  async #retry(projection: Projection, letter: DeadLetter): Promise<boolean> {
    const event = await this.#eventOf(letter);
    const target = this.#live.find((live) => live.projection === projection);
    if (!target) throw new UnknownProjectionError(`The projection ${projection.name} has no live tables.`);
    try {
      await this.options.database.write(async (write) => {
        await this.#projector.apply(write, [target], [event]);
        await write.removeDeadLetter(letter.id);
      });
      return true;
    } catch (error) {
      await this.options.database.write((write) => write.updateDeadLetter(letter.id, describeFault(error)));
      return false;
    }
  }

  async #eventOf(letter: DeadLetter): Promise<RecordedEvent> {
    for await (const event of this.options.store.readStream(letter.stream as RecordedEvent['stream'])) {
      if (event.position === letter.position) return event;
    }
    throw new Error(`The log has no event of ${letter.stream} at position ${letter.position}.`);
  }

  async #dropUnknown(): Promise<void> {
    const names = new Set(this.options.projections.map(({ name }) => name));
    const gone = (await this.options.database.generations()).filter(({ projection }) => !names.has(projection));
    await this.options.database.write(async (write) => {
      for (const generation of gone) await write.dropGeneration(generation);
    });
  }

  /** Finds the live tables of a projection; a projection or version that has none yet is built first. */
  async #prepare(projection: Projection): Promise<void> {
    const { database } = this.options;
    const generations = (await database.generations()).filter((found) => found.projection === projection.name);
    const active = generations.find(({ state, version }) => state === 'active' && version === projection.version);
    await database.write(async (write) => {
      for (const leftover of generations) {
        if (leftover.state !== 'active') await write.dropGeneration(leftover);
      }
    });
    const isFirst = !active && (await database.livePosition()) === 0;
    if (active) this.#live.push({ projection, generation: active });
    else if (isFirst) await this.#activateEmpty(projection, generations);
    else await this.#build(projection);
  }

  async #activateEmpty(projection: Projection, older: readonly Generation[]): Promise<void> {
    const generation = await this.options.database.write(async (write) => {
      for (const leftover of older) await write.dropGeneration(leftover);
      return write.createGeneration(projection, 'active', 0 as Position);
    });
    this.#live.push({ projection, generation });
  }

  async #build(projection: Projection): Promise<Generation> {
    const { database, log } = this.options;
    log.info({ projection: projection.name, version: projection.version }, 'Building a projection from the log');
    const generation = await database.write((write) => write.createGeneration(projection, 'building', 0 as Position));
    return this.#builder.build(projection, generation, this.#stopping.signal, (active) => {
      this.#live = [...this.#live.filter((live) => live.projection !== projection), { projection, generation: active }];
      for (const key of this.#parked.keys()) if (key.startsWith(`${projection.name}|`)) this.#parked.delete(key);
    });
  }

  async #rebuild(projection: Projection): Promise<Generation> {
    const { database } = this.options;
    const failed = (await database.generations()).filter(
      (generation) => generation.projection === projection.name && generation.state === 'failed',
    );
    await database.write(async (write) => {
      for (const generation of failed) await write.dropGeneration(generation);
    });
    return this.#build(projection);
  }
}

function parkingKey(projection: string, stream: string): string {
  return `${projection}|${stream}`;
}
