import type { Position } from '#platform/event-store';

/** The read models did not reach a position in time. */
export class ReadBehindError extends Error {
  override readonly name = 'ReadBehindError';
  constructor(
    readonly wanted: Position,
    readonly reached: Position,
  ) {
    super(`The read models are at position ${reached} and did not reach ${wanted} in time. Ask again shortly.`);
  }
}

/** Those who wait for the read models to reach a position. */
export class PositionWaiters {
  readonly #waiting = new Set<{ position: Position; resolve: () => void; reject: (error: Error) => void }>();
  #reached: Position;
  #stopped: Error | undefined;

  constructor(reached: Position) {
    this.#reached = reached;
  }

  get reached(): Position {
    return this.#reached;
  }

  advance(position: Position): void {
    this.#reached = position;
    for (const waiter of this.#waiting) {
      if (waiter.position > position) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
  }

  /** @throws ReadBehindError after `timeoutMs` milliseconds, and the error given to `stop` */
  async reach(position: Position, timeoutMs: number): Promise<void> {
    if (this.#reached >= position) return;
    if (this.#stopped) throw this.#stopped;
    await new Promise<void>((resolve, reject) => {
      const waiter = { position, resolve, reject };
      const timer = setTimeout(() => {
        this.#waiting.delete(waiter);
        reject(new ReadBehindError(position, this.#reached));
      }, timeoutMs);
      waiter.resolve = () => {
        clearTimeout(timer);
        resolve();
      };
      waiter.reject = (error) => {
        clearTimeout(timer);
        reject(error);
      };
      this.#waiting.add(waiter);
    });
  }

  /** Ends every wait with this error, now and from now on: the projections have stopped. The first error counts. */
  stop(error: Error): void {
    this.#stopped ??= error;
    for (const waiter of this.#waiting) waiter.reject(error);
    this.#waiting.clear();
  }
}
