import { afterEach, beforeEach } from '@jest/globals';
import type { Projection } from '../projection.js';
import type { ReadModelDatabase } from '../read-model-database.js';

/** Where an engine keeps read models from one opening to the next. */
export interface ReadModelStorage {
  /** @param snapshots how many can be open at the same time */
  open(projections: readonly Projection[], options?: { readonly snapshots?: number }): Promise<ReadModelDatabase>;
  /** Everything that lies in the storage now, in whatever order. */
  bytes(): Promise<Buffer>;
  remove(): Promise<void>;
}

export interface ReadModelsUnderTest {
  /** A storage that has never been used. */
  create(): Promise<ReadModelStorage>;
}

/** Read models that each test of a block has for itself. */
export class FreshReadModels {
  #storage: ReadModelStorage | undefined;
  #database: ReadModelDatabase | undefined;

  constructor(
    private readonly underTest: ReadModelsUnderTest,
    private readonly projections: readonly Projection[],
    prepare: () => Promise<void> = async () => undefined,
  ) {
    beforeEach(async () => {
      this.#storage = await this.underTest.create();
      await this.open();
      await prepare();
    });
    afterEach(async () => {
      await this.#database?.close();
      await this.#storage?.remove();
    });
  }

  get database(): ReadModelDatabase {
    if (this.#database) return this.#database;
    throw new Error('The read models are not open.');
  }

  async bytes(): Promise<Buffer> {
    return (await this.#storage?.bytes()) ?? Buffer.alloc(0);
  }

  /** Closes them, when they are open, and opens them again. */
  async open(): Promise<void> {
    await this.#database?.close();
    this.#database = await this.#storage?.open(this.projections, { snapshots: 2 });
  }
}
