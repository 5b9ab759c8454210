import {
  FencedError,
  type DeadLetterPage,
  type ReadModelDatabase,
  type ReadModelWrite,
} from '../read-model-database.js';

/**
 * The read models for one tenure of their keeper. What the keeper knows of them in memory is true only until it loses
 * the lease: should it get it back, another one may have written in between. So a write that was begun in an earlier
 * tenure is refused, even if this process holds the lease again.
 */
export class TenuredDatabase implements ReadModelDatabase {
  constructor(
    private readonly database: ReadModelDatabase,
    private readonly isOver: () => boolean,
    private readonly onWritten: () => void,
  ) {}

  async write<T>(work: (write: ReadModelWrite) => Promise<T> | T, onCommitted?: (result: T) => void): Promise<T> {
    // Asked within the transaction, in which the lease cannot change hands.
    const result = await this.database.write((write) => {
      if (this.isOver()) throw new FencedError();
      return work(write);
    }, onCommitted);
    this.onWritten();
    return result;
  }

  snapshot() {
    return this.database.snapshot();
  }

  checkpoint() {
    return this.database.checkpoint();
  }

  generations() {
    return this.database.generations();
  }

  deadLetters(page?: DeadLetterPage) {
    return this.database.deadLetters(page);
  }

  deadLetterCounts() {
    return this.database.deadLetterCounts();
  }

  parkedStreams() {
    return this.database.parkedStreams();
  }

  scrub() {
    return this.database.scrub();
  }

  close() {
    return this.database.close();
  }
}
