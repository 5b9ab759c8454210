import type { Position } from '#platform/event-store';
import type { DeadLetter } from './read-model-database.js';

/**
 * The streams of which a projection has an event in its dead letters. Later events of such a stream wait behind it,
 * so that their order is kept when they are retried.
 */
export class ParkedStreams {
  readonly #first = new Map<string, Position>();

  /** @param letters in the order of their positions */
  static of(letters: readonly Pick<DeadLetter, 'projection' | 'stream' | 'position'>[]): ParkedStreams {
    const parked = new ParkedStreams();
    for (const { projection, stream, position } of letters) parked.add(projection, stream, position);
    return parked;
  }

  copy(): ParkedStreams {
    const copy = new ParkedStreams();
    for (const [key, position] of this.#first) copy.#first.set(key, position);
    return copy;
  }

  add(projection: string, stream: string, position: Position): void {
    const key = keyOf(projection, stream);
    if (!this.#first.has(key)) this.#first.set(key, position);
  }

  /** Forgets what waits for a projection, whose tables have been built anew. */
  without(projection: string): ParkedStreams {
    const rest = new ParkedStreams();
    for (const [key, position] of this.#first) if (!key.startsWith(`${projection}|`)) rest.#first.set(key, position);
    return rest;
  }

  get isEmpty(): boolean {
    return this.#first.size === 0;
  }

  /** The position of the event that the stream waits behind. */
  behind(projection: string, stream: string): Position | undefined {
    return this.#first.get(keyOf(projection, stream));
  }
}

function keyOf(projection: string, stream: string): string {
  return `${projection}|${stream}`;
}
