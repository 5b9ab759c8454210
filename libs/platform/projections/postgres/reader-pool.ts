import { ReadModelsClosedError, type ReadSnapshot } from '../read-model-database.js';
import { namedFault } from './postgres-faults.js';
import { Reader, type ReaderParts } from './reader.js';

/**
 * Connections that are each lent to one snapshot at a time. A snapshot begins with one question to the server, which
 * answers where the read models are: to ask whether the one before is still good would cost as much.
 */
export class ReaderPool {
  readonly #idle: Reader[] = [];
  readonly #waiting: { resolve: (reader: Reader | undefined) => void; reject: (error: unknown) => void }[] = [];
  readonly #all = new Set<Reader>();
  #opening = 0;
  #closed = false;

  constructor(
    private readonly parts: ReaderParts,
    private readonly size: number,
  ) {}

  /** @throws ReadModelsClosedError, ReadModelFaultError */
  async acquire(): Promise<ReadSnapshot> {
    for (;;) {
      if (this.#closed) throw new ReadModelsClosedError();
      const known = this.#idle.pop();
      const reader = known ?? (await this.#next());
      if (this.#closed) this.#refuse(reader);
      try {
        return await this.#begin(reader);
      } catch (error) {
        this.#discard(reader);
        // A connection that lay idle may have been lost long ago, with no harm done.
        if (!known) throw this.#closed ? new ReadModelsClosedError() : namedFault(error);
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#waiting.splice(0)) reject(new ReadModelsClosedError());
    await Promise.all([...this.#all].map((reader) => reader.close()));
  }

  #refuse(reader: Reader): never {
    this.#discard(reader);
    throw new ReadModelsClosedError();
  }

  async #next(): Promise<Reader> {
    if (this.#all.size + this.#opening < this.size) return this.#open();
    const reader = await new Promise<Reader | undefined>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    return reader ?? this.#open();
  }

  async #begin(reader: Reader): Promise<ReadSnapshot> {
    const { mark, layout } = await reader.begin();
    let open = true;
    const queries = reader.queries(layout, () => open);
    return {
      position: mark.position,
      version: mark.version,
      tables: () => {
        if (!open) throw new Error('This snapshot was given back.');
        return queries as ReturnType<ReadSnapshot['tables']> as never;
      },
      [Symbol.dispose]: () => {
        if (!open) return;
        open = false;
        void this.#giveBack(reader);
      },
    };
  }

  async #giveBack(reader: Reader): Promise<void> {
    await reader.end();
    if (reader.isLost || this.#closed) return this.#discard(reader);
    const next = this.#waiting.shift();
    if (next) next.resolve(reader);
    else this.#idle.push(reader);
  }

  /** A connection that failed goes; whoever waits opens another one, so that the pool never shrinks. */
  #discard(reader: Reader): void {
    this.#all.delete(reader);
    void reader.close();
    if (!this.#closed) this.#waiting.shift()?.resolve(undefined);
  }

  async #open(): Promise<Reader> {
    this.#opening += 1;
    try {
      const reader = await Reader.open(this.parts);
      this.#all.add(reader);
      return reader;
    } catch (error) {
      this.#waiting.shift()?.resolve(undefined);
      throw namedFault(error);
    } finally {
      this.#opening -= 1;
    }
  }
}
