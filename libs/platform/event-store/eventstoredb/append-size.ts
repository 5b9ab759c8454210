import type { BinaryEventData } from '@eventstore/db-client';
import { InvalidAppendError } from '../event-store.errors.js';
import type { StreamName } from '../event-store.port.js';
import { serverBytes } from './event-envelope.js';

/** What one append may take on a server up to version 25.0, with its ordinary settings. */
export const SERVER_APPEND_BYTES = 1024 * 1024;

/**
 * Refuses what the server would refuse, before it is sent.
 * @throws InvalidAppendError
 */
export function assertFitsServer(stream: StreamName, events: readonly BinaryEventData[], limit: number): void {
  const bytes = events.reduce((sum, event) => sum + serverBytes(event), 0);
  if (bytes > limit) throw tooLarge(stream, bytes, limit);
}

export function tooLarge(stream: StreamName, bytes: number | undefined, limit: number): InvalidAppendError {
  const size = bytes === undefined ? 'the events' : `${bytes} bytes with what EventStoreDB keeps beside them`;
  return new InvalidAppendError(
    `Append to ${stream}: ${size}, but one append to this EventStoreDB takes at most ${limit} bytes. Append fewer events at ` +
      'a time, or raise MaxAppendSize of the server.',
  );
}

/** Parts that each fit one append, in order: for events that need not be appended all or none. */
export function* partsThatFit(
  events: readonly BinaryEventData[],
  limit: number,
  eventsPerPart: number,
): Generator<readonly BinaryEventData[]> {
  let part: BinaryEventData[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = serverBytes(event);
    if (part.length > 0 && (bytes + size > limit || part.length === eventsPerPart)) {
      yield part;
      [part, bytes] = [[], 0];
    }
    part.push(event);
    bytes += size;
  }
  if (part.length > 0) yield part;
}
