import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore, Position, RecordedEvent } from '#platform/event-store';
import { BatchProjector, isNotTheEventsFault, lastPosition, type LiveProjection } from './batch-projector.js';
import type { Projection } from './projection.js';
import type { Generation, ReadModelDatabase } from './read-model-database.js';
import { untilAvailable } from './until-available.js';

/** A poison event stopped a rebuild. The generation that was live before stays live. */
export class RebuildFailedError extends Error {
  override readonly name = 'RebuildFailedError';
  constructor(
    readonly projection: string,
    readonly position: Position,
    readonly reason: string,
  ) {
    super(`The rebuild of ${projection} stopped at position ${position}: ${reason}`);
  }
}

const BATCH = 1_000;

/** Fills a new generation of a projection's tables beside the live one, and switches when it has caught up. */
export class GenerationBuilder {
  constructor(
    private readonly store: EventStore,
    private readonly database: ReadModelDatabase,
    private readonly projector: BatchProjector,
    /** How long to wait for a database that is away before trying again, in milliseconds. */
    private readonly retryMs: number,
  ) {}

  /**
   * @param onSwitch called when the generation has become the active one, before any other write
   * @returns the generation, now active
   * @throws RebuildFailedError, and faults of the storage; what was built is then of no use
   */
  async build(
    projection: Projection,
    from: Generation,
    signal: AbortSignal,
    onSwitch: (generation: Generation) => void,
  ): Promise<Generation> {
    let generation = from;
    const patience = { signal, retryMs: this.retryMs };
    for (;;) {
      const { position: live } = await untilAvailable(() => this.database.checkpoint(), patience);
      const reachLive = async () => {
        for await (const events of this.#batches(generation.position, live)) {
          signal.throwIfAborted();
          generation = await this.#applyBatch({ projection, generation }, events);
          await nextTurn();
        }
      };
      await untilAvailable(reachLive, patience);
      signal.throwIfAborted();
      const caughtUp = { ...generation, position: live };
      const active = await untilAvailable(() => this.#switch(projection, caughtUp, onSwitch), patience);
      if (active) return active;
    }
  }

  async #applyBatch(target: LiveProjection, events: readonly RecordedEvent[]): Promise<Generation> {
    const { generation } = target;
    const next = { ...generation, position: lastPosition(events, generation.position) };
    try {
      await this.database.write(async (write) => {
        await this.projector.apply(write, [target], events);
        await write.setGeneration(next);
      });
      return next;
    } catch (error) {
      return this.#stopAtPoison(target, events, error);
    }
  }

  /** Goes through the batch again event by event, so that the fault names its position. */
  async #stopAtPoison(target: LiveProjection, events: readonly RecordedEvent[], cause: unknown): Promise<never> {
    if (isNotTheEventsFault(cause)) throw cause;
    const name = target.projection.name;
    const failure = await this.database
      .write((write) =>
        this.projector.applyCarefully(
          write,
          [target],
          events,
          ({ event, fault }) => {
            throw new RebuildFailedError(name, event.position, fault);
          },
          () => undefined,
        ),
      )
      .then(
        () => new Error(`The rebuild of ${name} failed on a batch whose events each succeed.`, { cause }),
        (error: unknown) => error,
      );
    throw failure;
  }

  /**
   * The live position cannot move within a write, so what has caught up with it then may take over. What came in the
   * meantime is applied here, or a log that never rests would never be caught up with; when it is much, the build goes
   * on instead.
   */
  async #switch(
    projection: Projection,
    generation: Generation,
    onSwitch: (generation: Generation) => void,
  ): Promise<Generation | undefined> {
    const target: LiveProjection = { projection, generation };
    let rest: readonly RecordedEvent[] = [];
    try {
      return await this.database.write(
        async (write) => {
          const live = await write.livePosition();
          rest = await this.#upTo(generation.position, live);
          if (lastPosition(rest, generation.position) !== live) return undefined;
          await this.projector.apply(write, [target], rest);
          const active: Generation = { ...generation, position: live, state: 'active' };
          await write.activate(projection, active);
          return active;
        },
        (active) => active && onSwitch(active),
      );
    } catch (error) {
      return this.#stopAtPoison(target, rest, error);
    }
  }

  /** The first batch of events after a position, up to another one. */
  async #upTo(after: Position, upTo: Position): Promise<readonly RecordedEvent[]> {
    for await (const events of this.#batches(after, upTo)) return events;
    return [];
  }

  async *#batches(after: Position, upTo: Position): AsyncIterable<readonly RecordedEvent[]> {
    let batch: RecordedEvent[] = [];
    for await (const event of this.store.readAll({ after })) {
      if (event.position > upTo) break;
      batch.push(event);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }
}
