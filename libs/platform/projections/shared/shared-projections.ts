import { setTimeout as delay } from 'node:timers/promises';
import type { Lease, Requests } from '#platform/coordination';
import type { Position } from '#platform/event-store';
import type { Signals } from '#platform/postgres';
import { pagedDeadLetters } from '../paged-dead-letters.js';
import { assertDistinct, findProjection } from '../projection.js';
import { ProjectionsStoppedError, type ProjectionRunnerOptions, type ProjectionStatus } from '../projection-runner.js';
import type { Projections } from '../projections.port.js';
import { ReadModelFaultError, type DeadLetter, type Generation } from '../read-model-database.js';
import { AskedRequests } from './asked-requests.js';
import { CheckpointFollower } from './checkpoint-follower.js';
import { Keeper } from './keeper.js';
import { missingGenerations } from './missing-generations.js';
import { assertScrubbed, generationIn, REQUEST_KINDS, takenIn } from './projection-requests.js';

export interface SharedProjectionsOptions extends ProjectionRunnerOptions {
  /** Whoever holds it keeps the read models. */
  readonly lease: Lease;
  /** On the database of the read models. */
  readonly signals: Pick<Signals, 'on'>;
  /** Between the processes on these read models. */
  readonly requests: Requests;
}

/** How often to look whether the read models are those of this version, in milliseconds. */
const LOOK_MS = 250;

/**
 * Read models that several processes use. The one that holds the lease keeps them; all follow the checkpoint, and ask
 * the keeper for what only it may do. Which of them is the keeper, a caller need not know.
 */
export class SharedProjections implements Projections {
  readonly #follower: CheckpointFollower;
  readonly #keeper: Keeper;
  readonly #asked: AskedRequests;
  readonly #stopping = new AbortController();
  readonly #startFault = Promise.withResolvers<never>();
  #starting: Promise<void> | undefined;
  #hasStarted = false;

  /** @throws ProjectionDefinitionError */
  constructor(private readonly options: SharedProjectionsOptions) {
    assertDistinct(options.projections);
    this.#follower = new CheckpointFollower(options);
    this.#keeper = new Keeper({
      ...options,
      onMoved: () => this.#follower.look(),
      onFault: (fault) => this.#onFault(fault),
    });
    this.#asked = new AskedRequests({ ...options, signal: this.#stopping.signal });
  }

  /**
   * Resolves when the read models are those of this version of the service and have caught up, whoever keeps them.
   * @throws RebuildFailedError when this process keeps them and cannot build a new version, ProjectionsStoppedError
   */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    this.#follower.start();
    this.#keeper.start();
    await Promise.race([this.#ready(), this.#keeper.firstStart, this.#startFault.promise]);
    this.#hasStarted = true;
  }

  /**
   * Why the read models cannot be used, in words for an operator; undefined when they can, although they may be behind.
   * @throws ReadModelFaultError
   */
  async problem(): Promise<string | undefined> {
    return missingGenerations(this.options.projections, await this.options.database.generations());
  }

  async caughtUp(timeoutMs = 2_147_483_647): Promise<void> {
    await this.waitFor(await this.options.store.head(), timeoutMs);
  }

  waitFor(position: Position, timeoutMs: number): Promise<void> {
    return this.#follower.waitFor(position, timeoutMs);
  }

  get position(): Position {
    return this.#follower.position;
  }

  async status(): Promise<ProjectionStatus> {
    const { runner } = this.#keeper;
    if (runner) return runner.status();
    const { store, database } = this.options;
    const [head, { position }, generations, deadLetterCounts] = await Promise.all([
      store.head(),
      database.checkpoint(),
      database.generations(),
      database.deadLetterCounts(),
    ]);
    return { position, head, generations, deadLetterCounts };
  }

  deadLetters(projection?: string): AsyncIterable<DeadLetter> {
    return pagedDeadLetters(this.options.database, projection);
  }

  /** As the port says, and ProjectionRequestError when the keeper failed for a reason that is in its log. */
  async rebuild(name: string): Promise<Generation> {
    this.requireKnown(name);
    return generationIn(await this.#asked.ask(REQUEST_KINDS.rebuild, { projection: name }));
  }

  /** As the port says, and ProjectionRequestError when the keeper failed for a reason that is in its log. */
  async retryDeadLetters(name: string): Promise<number> {
    this.requireKnown(name);
    return takenIn(await this.#asked.ask(REQUEST_KINDS.retryDeadLetters, { projection: name }));
  }

  /** As the port says, and ProjectionRequestError when the keeper failed for a reason that is in its log. */
  async scrub(): Promise<void> {
    assertScrubbed(await this.#asked.ask(REQUEST_KINDS.scrub, {}));
  }

  requireKnown(name: string): void {
    findProjection(this.options.projections, name);
  }

  async stop(): Promise<void> {
    const stopped = new ProjectionsStoppedError('The projections have stopped.');
    this.#stopping.abort(stopped);
    this.#follower.stop(stopped);
    await this.#keeper.stop();
  }

  #onFault(fault: unknown): void {
    if (this.#hasStarted) this.options.onFault(fault);
    else this.#startFault.reject(fault);
  }

  async #ready(): Promise<void> {
    while (!(await this.#isUsable())) await delay(LOOK_MS, undefined, { signal: this.#stopping.signal });
    await this.caughtUp();
  }

  /** A fault is one of the connection: the follower tells of it. */
  async #isUsable(): Promise<boolean> {
    try {
      return (await this.problem()) === undefined;
    } catch (error) {
      if (error instanceof ReadModelFaultError) return false;
      throw error;
    }
  }
}
