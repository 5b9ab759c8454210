import { START } from '#platform/event-store';
import { describeFault } from './batch-projector.js';
import { RebuildFailedError, type GenerationBuilder } from './generation-builder.js';
import type { ProjectionLog } from './projection-log.js';
import type { Projection } from './projection.js';
import { ReadModelsFullError, type Generation, type ReadModelDatabase } from './read-model-database.js';

export interface ProjectionBuildsOptions {
  readonly database: ReadModelDatabase;
  readonly builder: GenerationBuilder;
  readonly log: ProjectionLog;
  /** Ends every build: what it began is dropped at the next start. */
  readonly signal: AbortSignal;
}

/** The builds that are under way, one at a time for a projection, and what becomes of those that fail. */
export class ProjectionBuilds {
  readonly #underWay = new Map<string, Promise<Generation>>();

  constructor(private readonly options: ProjectionBuildsOptions) {}

  isUnderWay(name: string): boolean {
    return this.#underWay.has(name);
  }

  /** Resolves when the builds that are under way have ended, whatever came of them. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#underWay.values());
  }

  /**
   * Builds a new generation from the log. One that fails is logged, and shows as failed in the status.
   * @param onSwitch called when the generation has become the active one, before any other write
   * @throws RebuildFailedError, and faults of the storage
   */
  build(projection: Projection, onSwitch: (generation: Generation) => void): Promise<Generation> {
    const build = this.#build(projection, onSwitch).finally(() => this.#underWay.delete(projection.name));
    this.#underWay.set(projection.name, build);
    return build;
  }

  /** What builds left behind costs only space: a full disk must not keep the live tables from being read. */
  async dropLeftovers(generations: readonly Generation[]): Promise<void> {
    const leftovers = generations.filter(({ state }) => state !== 'active');
    if (leftovers.length === 0) return;
    try {
      await this.options.database.write(async (write) => {
        for (const leftover of leftovers) await write.dropGeneration(leftover);
      });
    } catch (error) {
      if (!(error instanceof ReadModelsFullError)) throw error;
      this.options.log.error({ leftovers: leftovers.length }, 'Tables of unfinished builds stay: the disk is full');
    }
  }

  /** A generation that nobody builds any more has failed, although it could not be marked. */
  asItIs(generation: Generation): Generation {
    if (generation.state !== 'building' || this.isUnderWay(generation.projection)) return generation;
    return { ...generation, state: 'failed', fault: 'The build ended before it was done: see the log of the service.' };
  }

  async #build(projection: Projection, onSwitch: (generation: Generation) => void): Promise<Generation> {
    const { database, builder, log, signal } = this.options;
    const { name, version } = projection;
    log.info({ projection: name, version }, 'Building a projection from the log');
    let generation: Generation | undefined;
    try {
      await this.dropLeftovers((await database.generations()).filter((found) => found.projection === name));
      generation = await database.write((write) => write.createGeneration(projection, 'building', START));
      return await builder.build(projection, generation, signal, onSwitch);
    } catch (error) {
      if (!signal.aborted) await this.#keepFailure(projection, generation, error);
      throw error;
    }
  }

  /** Gives back the space that a failed build took, and keeps why it failed. The disk may not even allow that. */
  async #keepFailure({ name }: Projection, generation: Generation | undefined, error: unknown): Promise<void> {
    const fault = error instanceof RebuildFailedError ? error.message : describeFault(error);
    this.options.log.error({ projection: name, fault }, 'A projection could not be built');
    if (!generation) return;
    try {
      await this.options.database.write((write) => write.failGeneration(generation, fault));
    } catch (second) {
      const reason = describeFault(second);
      this.options.log.error(
        { projection: name, fault: reason },
        'The tables of a failed build stay until the next one',
      );
    }
  }
}
