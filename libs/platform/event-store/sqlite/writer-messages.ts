import type { AppendRefusal, AppendRequest } from '../append.decision.js';
import type { WritableLogOptions } from './log-file.js';
import type { AppendResult, EventId, EventToAppend, ExpectedRevision, StreamName } from '../event-store.port.js';

/** What the writer thread is started with. */
export interface WriterStart extends WritableLogOptions {
  readonly mailboxMemory: SharedArrayBuffer;
}

/**
 * Appends as they cross to the writer thread: few arrays, however many appends, because each object costs time to
 * send. All bytes are in one buffer of their own: sending a view copies the whole buffer behind it, which for a
 * small Node.js Buffer is a shared pool.
 */
export interface PackedAppends {
  /** One for each append. */
  readonly streams: readonly StreamName[];
  readonly expected: readonly ExpectedRevision[];
  readonly eventCounts: readonly number[];
  /** One for each event. */
  readonly ids: readonly EventId[];
  readonly types: readonly string[];
  /** Bytes of data and of metadata, in turn, for each event. */
  readonly lengths: readonly number[];
  readonly content: Uint8Array<ArrayBuffer>;
}

export type ToWriter =
  { readonly kind: 'append'; readonly now: string; readonly appends: PackedAppends } | { readonly kind: 'close' };

export type AppendOutcome =
  ({ readonly kind: 'done' } & AppendResult) | { readonly kind: 'storage-full' } | AppendRefusal;

/** Why the log could not be opened, by the class of error that the opener gets. */
export type OpenFailure =
  | { readonly reason: 'format' | 'unsuitable'; readonly message: string }
  | { readonly reason: 'fault'; readonly code: string; readonly message: string };

export type FromWriter =
  | { readonly kind: 'opened'; readonly installationId: string }
  | { readonly kind: 'not-opened'; readonly failure: OpenFailure }
  /** One outcome for each append, in the order in which they were sent. */
  | { readonly kind: 'answered'; readonly outcomes: readonly AppendOutcome[]; readonly committedGroups: number }
  | { readonly kind: 'fault'; readonly code: string; readonly message: string };

export function packAppends(requests: readonly AppendRequest[]): PackedAppends {
  const events = requests.flatMap((request) => request.events);
  const parts = events.flatMap((event) => [event.data, event.metadata]);
  const lengths = parts.map((part) => part.byteLength);
  const content = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    content.set(part, offset);
    offset += part.byteLength;
  }
  return {
    streams: requests.map((request) => request.stream),
    expected: requests.map((request) => request.expected),
    eventCounts: requests.map((request) => request.events.length),
    ids: events.map((event) => event.id),
    types: events.map((event) => event.type),
    lengths,
    content,
  };
}

export function unpackAppends(packed: PackedAppends): AppendRequest[] {
  const { streams, expected, eventCounts, ids, types, lengths, content } = packed;
  let offset = 0;
  const bytes = lengths.map((length) => content.subarray(offset, (offset += length)));
  const events = ids.map((id, index): EventToAppend => ({
    id,
    type: at(types, index),
    data: at(bytes, index * 2),
    metadata: at(bytes, index * 2 + 1),
  }));
  let first = 0;
  return streams.map((stream, index) => ({
    stream,
    expected: at(expected, index),
    events: events.slice(first, (first += at(eventCounts, index))),
  }));
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`The packed appends are cut short at ${index}.`);
  return item;
}
