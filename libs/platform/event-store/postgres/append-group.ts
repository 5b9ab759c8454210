import type { AppendRequest } from '../append.decision.js';
import type { AppendResult, ExpectedRevision, StreamName } from '../event-store.port.js';
import { GREATEST_REVISION } from './log-reader.js';

/** An append that waits for its answer. */
export interface PendingAppend {
  readonly request: AppendRequest;
  /** The time to record, ISO 8601 UTC; `undefined`: the database's. */
  readonly at: string | undefined;
  resolve(result: AppendResult): void;
  reject(error: Error): void;
}

/** A stream that a group appends to. */
export interface GroupStream {
  readonly name: StreamName;
  /** Counted from 1, as PostgreSQL counts elements of arrays. */
  readonly number: number;
  /** The last revision it must have for all of the group's appends to be as expected; -1: it is not there. */
  lowest: number;
  highest: number;
  /** Events of the group. */
  events: number;
}

export interface GroupAppend {
  readonly pending: PendingAppend;
  readonly stream: GroupStream;
  /** How many events of the group go before it in its stream. */
  readonly earlier: number;
}

/** A group takes no more appends once it holds so much, so that a long queue is answered bit by bit. */
const GROUP_BYTES = 8 * 1024 * 1024;
const GROUP_EVENTS = 5_000;

const NOT_THERE = -1;

/**
 * Appends that are written together or not at all: what each expects fits what the others do, and no event is in it
 * twice. What does not fit waits for the next group. An append alone always fits.
 */
export class AppendGroup {
  readonly appends: GroupAppend[] = [];
  readonly #streams = new Map<StreamName, GroupStream>();
  readonly #ids = new Set<string>();
  #bytes = 0;

  get streams(): readonly GroupStream[] {
    return [...this.#streams.values()];
  }

  /** @returns whether it was taken */
  add(pending: PendingAppend): boolean {
    const { request } = pending;
    if (this.#isFull(request) || request.events.some(({ id }) => this.#ids.has(id))) return false;
    const { stream: name, expected, events } = request;
    const known = this.#streams.get(name);
    const bounds = boundsFor(expected, known?.events ?? 0);
    const lowest = Math.max(known?.lowest ?? NOT_THERE, bounds.lowest);
    const highest = Math.min(known?.highest ?? GREATEST_REVISION, bounds.highest);
    if (known !== undefined && lowest > highest) return false;
    const stream = known ?? { name, number: this.#streams.size + 1, lowest, highest, events: 0 };
    this.#streams.set(name, stream);
    this.appends.push({ pending, stream, earlier: stream.events });
    Object.assign(stream, { lowest, highest, events: stream.events + events.length });
    for (const { id, data, metadata } of events) {
      this.#ids.add(id);
      this.#bytes += data.byteLength + metadata.byteLength;
    }
    return true;
  }

  #isFull({ events }: AppendRequest): boolean {
    if (this.appends.length === 0) return false;
    return this.#bytes >= GROUP_BYTES || this.#ids.size + events.length > GROUP_EVENTS;
  }
}

/** The last revision a stream must have so that, after `earlier` events of the group, it is as expected. */
function boundsFor(expected: ExpectedRevision, earlier: number): { readonly lowest: number; readonly highest: number } {
  switch (expected) {
    case 'any':
      return { lowest: NOT_THERE, highest: GREATEST_REVISION };
    case 'none':
      // Below -1 when the group has begun the stream: no stream is there.
      return { lowest: NOT_THERE - earlier, highest: NOT_THERE - earlier };
    case 'exists':
      return { lowest: earlier === 0 ? 0 : NOT_THERE, highest: GREATEST_REVISION };
    default: {
      const before = Math.min(expected, GREATEST_REVISION) - earlier;
      return { lowest: before, highest: before };
    }
  }
}
