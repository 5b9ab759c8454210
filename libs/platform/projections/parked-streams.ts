import type { Position } from '#platform/event-store';
import type { ParkedStream } from './read-model-database.js';

/**
 * The streams of which a projection has an event in its dead letters. Later events of such a stream wait behind it,
 * so that their order is kept when they are retried.
 */
export class ParkedStreams {
  readonly #first = new Map<string, Position>();
  /** What a draft adds to. */
  #before: ParkedStreams | undefined;

  static of(streams: readonly ParkedStream[]): ParkedStreams {
    const parked = new ParkedStreams();
    for (const { projection, stream, position } of streams) parked.add(projection, stream, position);
    return parked;
  }

  /** With these, and what is added while a transaction is under way. Copies nothing: there may be very many. */
  draft(): ParkedStreams {
    const draft = new ParkedStreams();
    draft.#before = this;
    return draft;
  }

  /** The transaction of a draft was committed. */
  keep(): ParkedStreams {
    const kept = this.#before;
    if (kept === undefined) return this;
    for (const [key, position] of this.#first) kept.#first.set(key, position);
    return kept;
  }

  add(projection: string, stream: string, position: Position): void {
    if (this.behind(projection, stream) === undefined) this.#first.set(keyOf(projection, stream), position);
  }

  /** Takes over what a stream waits behind now; nothing when all of it was taken. */
  set(projection: string, stream: string, position: Position | undefined): void {
    const key = keyOf(projection, stream);
    if (position === undefined) this.#first.delete(key);
    else this.#first.set(key, position);
  }

  /** Forgets what waits for a projection, whose tables have been built anew. */
  without(projection: string): ParkedStreams {
    const rest = new ParkedStreams();
    for (const [key, position] of this.#first) if (!key.startsWith(`${projection}|`)) rest.#first.set(key, position);
    return rest;
  }

  get isEmpty(): boolean {
    return this.#first.size === 0 && (this.#before?.isEmpty ?? true);
  }

  /** The position of the event that the stream waits behind. */
  behind(projection: string, stream: string): Position | undefined {
    return this.#first.get(keyOf(projection, stream)) ?? this.#before?.behind(projection, stream);
  }
}

function keyOf(projection: string, stream: string): string {
  return `${projection}|${stream}`;
}
