import { randomUUID } from 'node:crypto';

/** An event as the server keeps it. */
export interface LoggedEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  /** 100 nanoseconds since 1970, as text. */
  readonly createdTicks: string;
  readonly data: Uint8Array;
  readonly customMetadata: Uint8Array;
}

export type ProposedEvent = Pick<LoggedEvent, 'id' | 'type' | 'contentType' | 'data' | 'customMetadata'>;

/** What the caller expects of the stream, in the words of the protocol. */
export type ExpectedState = 'any' | 'no_stream' | 'stream_exists' | number;

export type AppendOutcome =
  | { readonly kind: 'success'; readonly revision: number; readonly position: number; readonly idempotent: boolean }
  | { readonly kind: 'wrong-expected-version'; readonly current: number | undefined }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'too-large'; readonly limit: number };

export interface StreamView {
  /** By revision. */
  readonly events: readonly LoggedEvent[];
  /** The first revision that shows. */
  readonly first: number;
}

interface Stream {
  readonly events: LoggedEvent[];
  /** Events before this revision do not show: the stream was deleted, and written to again. */
  truncatedBefore: number;
  tombstoned: boolean;
}

/** Keeps what was written when the double's process is killed. */
export interface Journal {
  /** The events of one append, all or none of which are there afterwards. */
  write(events: readonly LoggedEvent[]): void;
}

export interface DoubleLogOptions {
  readonly journal?: Journal;
  /** What an earlier double wrote into its journal. Deletions of streams are not among it. */
  readonly written?: readonly LoggedEvent[];
  readonly maximumAppendBytes?: number;
}

const TICKS_PER_MILLISECOND = 10_000n;
/** The server's own default. */
const MAXIMUM_APPEND_BYTES = 1024 * 1024;
/** One record of the server's own after so many appends, as a real log has its statistics among the events. */
const APPENDS_PER_STATISTICS = 7;

/**
 * The log of the double: what a server decides about appends, and what it keeps. Positions grow in steps of some bytes,
 * as they do on a server; nothing may rely on their distance.
 */
export class DoubleLog {
  readonly events: LoggedEvent[] = [];
  readonly #streams = new Map<string, Stream>();
  readonly #waiting = new Set<() => void>();
  #next = 0;
  #appends = 0;

  constructor(private readonly options: DoubleLogOptions = {}) {
    for (const event of options.written ?? []) this.#keep(event, this.#stream(event.stream));
    this.addOfServer('$server', '$started');
  }

  get maximumAppendBytes(): number {
    return this.options.maximumAppendBytes ?? MAXIMUM_APPEND_BYTES;
  }

  /** As the server decides: exact where a revision is expected, by the ids it remembers where none is. */
  append(streamName: string, expected: ExpectedState, proposed: readonly ProposedEvent[]): AppendOutcome {
    if (sizeOf(proposed) > this.maximumAppendBytes) return { kind: 'too-large', limit: this.maximumAppendBytes };
    const stream = this.#stream(streamName);
    if (stream.tombstoned) return { kind: 'stream-deleted' };
    const current = stream.events.length - 1;
    const repeated = repetitionOf(stream.events, expected, proposed);
    // What position a server gives then is not written down: this one gives one that is no event's.
    if (repeated) return { kind: 'success', revision: repeated.revision, position: this.#next + 50, idempotent: true };
    if (!meets(expected, stream)) {
      return { kind: 'wrong-expected-version', current: current < 0 ? undefined : current };
    }
    this.#add(streamName, stream, proposed);
    this.#appends += 1;
    if (this.#appends % APPENDS_PER_STATISTICS === 0) this.addOfServer('$stats-127.0.0.1:2113', '$statsCollected');
    const last = stream.events.at(-1);
    this.#announce();
    return { kind: 'success', revision: last?.revision ?? -1, position: last?.position ?? 0, idempotent: false };
  }

  /** `undefined`: there is no such stream, or it was deleted. */
  read(streamName: string): StreamView | 'deleted' | undefined {
    const stream = this.#streams.get(streamName);
    if (stream?.tombstoned) return 'deleted';
    if (stream === undefined || stream.events.length === stream.truncatedBefore) return undefined;
    return { events: stream.events, first: stream.truncatedBefore };
  }

  /** As `DeleteStream` does: the events go from the stream, and stay in the log until it is scavenged. */
  delete(streamName: string): void {
    const stream = this.#stream(streamName);
    stream.truncatedBefore = stream.events.length;
    this.addOfServer(`$$${streamName}`, '$metadata');
  }

  tombstone(streamName: string): void {
    this.#stream(streamName).tombstoned = true;
    this.addOfServer(streamName, '$streamDeleted');
  }

  /** A record that no client wrote. */
  addOfServer(stream: string, type: string): void {
    const json = new TextEncoder().encode('{"of":"the server"}');
    const record = { id: randomUUID(), type, contentType: 'application/json', data: json, customMetadata: json };
    this.#add(stream, this.#stream(stream), [record]);
    this.#announce();
  }

  /** Resolves at the next record; the caller ends the wait with what is returned. */
  nextRecord(): { readonly arrived: Promise<void>; readonly giveUp: () => void } {
    let wake: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (wake = resolve));
    this.#waiting.add(wake);
    return { arrived, giveUp: wake };
  }

  #announce(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  #stream(name: string): Stream {
    const known = this.#streams.get(name);
    if (known) return known;
    const stream: Stream = { events: [], truncatedBefore: 0, tombstoned: false };
    this.#streams.set(name, stream);
    return stream;
  }

  /** As a scavenge does: records of the server go, and what follows them stays where it is. Not while somebody is subscribed. */
  scavenge(): void {
    const kept = this.events.filter(({ stream }) => !stream.startsWith('$'));
    this.events.splice(0, this.events.length, ...kept);
  }

  #add(name: string, stream: Stream, proposed: readonly ProposedEvent[]): void {
    const added = proposed.map((event): LoggedEvent => {
      const logged = {
        ...event,
        stream: name,
        revision: stream.events.length,
        position: this.#next + 100,
        createdTicks: String(BigInt(Date.now()) * TICKS_PER_MILLISECOND),
      };
      this.#keep(logged, stream);
      return logged;
    });
    this.options.journal?.write(added);
  }

  #keep(event: LoggedEvent, stream: Stream): void {
    stream.events.push(event);
    this.events.push(event);
    this.#next = event.position + event.data.byteLength + event.customMetadata.byteLength;
  }
}

function sizeOf(events: readonly ProposedEvent[]): number {
  const bytes = events.map(
    ({ data, customMetadata, type }) => data.byteLength + customMetadata.byteLength + 2 * type.length,
  );
  return bytes.reduce((sum, size) => sum + size, 0);
}

function meets(expected: ExpectedState, { events, truncatedBefore }: Stream): boolean {
  switch (expected) {
    case 'any':
      return true;
    // A stream that was deleted counts as none, and is numbered on.
    case 'no_stream':
      return events.length === truncatedBefore;
    case 'stream_exists':
      return events.length > truncatedBefore;
    default:
      return events.length - 1 === expected;
  }
}

/**
 * The server compares ids, never content. With an exact revision it looks where the events would be; without one it looks
 * whether it remembers the first.
 */
function repetitionOf(
  events: readonly LoggedEvent[],
  expected: ExpectedState,
  proposed: readonly ProposedEvent[],
): LoggedEvent | undefined {
  const exact = typeof expected === 'number' ? expected + 1 : expected === 'no_stream' ? 0 : undefined;
  const first = exact ?? events.findIndex(({ id }) => id === proposed[0]?.id);
  if (first < 0) return undefined;
  const isThere = proposed.every(({ id }, index) => events[first + index]?.id === id);
  return isThere ? events[first + proposed.length - 1] : undefined;
}
