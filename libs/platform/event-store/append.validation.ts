import { InvalidAppendError } from './event-store.errors.js';
import { EVENT_STORE_LIMITS } from './event-store.port.js';
import type { EventToAppend, ExpectedRevision, StreamName } from './event-store.port.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UUID_LENGTH = 36;
const AGGREGATE = /^[a-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/;
const EVENT_TYPE = /^[a-z][A-Za-z0-9-]*\.[A-Z][A-Za-z0-9]*\.v[1-9][0-9]*$/;
/** The names of the service's streams, for engines that can filter by a regular expression. */
export const OWN_STREAM_PATTERN = `${AGGREGATE.source.slice(0, -1)}-${UUID.source.slice(1)}`;
/** Enough of a wrong value to recognise it, without filling a log with it. */
const QUOTED_LENGTH = 80;

/**
 * Refuses an append that no engine may store. Every engine calls it first, so that all refuse alike.
 *
 * @throws InvalidAppendError naming the field, its value and the rule
 */
export function assertValidAppend(
  stream: StreamName,
  expected: ExpectedRevision,
  events: readonly EventToAppend[],
): void {
  assertStreamName(stream);
  assertExpectedRevision(expected);
  const { eventsPerAppend, appendBytes } = EVENT_STORE_LIMITS;
  if (events.length === 0) throw new InvalidAppendError(`Append to ${stream}: give at least one event.`);
  if (events.length > eventsPerAppend) {
    throw new InvalidAppendError(
      `Append to ${stream}: ${events.length} events, but one append takes at most ${eventsPerAppend}.`,
    );
  }
  let bytes = 0;
  const ids = new Set<string>();
  for (const [index, event] of events.entries()) {
    const place = `Append to ${stream}, event ${index}`;
    bytes += assertValidEvent(place, event);
    if (ids.has(event.id)) throw new InvalidAppendError(`${place}: the id ${event.id} appears twice in this append.`);
    ids.add(event.id);
  }
  if (bytes > appendBytes) {
    throw new InvalidAppendError(
      `Append to ${stream}: ${bytes} bytes of data and metadata, but one append takes at most ${appendBytes}.`,
    );
  }
}

/** Returns the bytes of data and metadata. */
function assertValidEvent(place: string, event: EventToAppend): number {
  const { eventBytes, eventTypeLength } = EVENT_STORE_LIMITS;
  if (!UUID.test(event.id)) {
    throw new InvalidAppendError(`${place}: the id ${quoted(event.id)} is not a UUID in lower case.`);
  }
  if (event.type.length > eventTypeLength || !EVENT_TYPE.test(event.type)) {
    throw new InvalidAppendError(
      `${place}: the type ${quoted(event.type)} is not <context>.<EventName>.v<N> of at most ${eventTypeLength} characters.`,
    );
  }
  const bytes = event.data.byteLength + event.metadata.byteLength;
  if (bytes > eventBytes) {
    throw new InvalidAppendError(
      `${place}: ${bytes} bytes of data and metadata, but one event takes at most ${eventBytes}.`,
    );
  }
  return bytes;
}

/** Whether a stream of a log that others may write to is one of the service. */
export function isStreamName(stream: string): stream is StreamName {
  const aggregate = stream.slice(0, -UUID_LENGTH - 1);
  return (
    stream.length <= EVENT_STORE_LIMITS.streamNameLength &&
    AGGREGATE.test(aggregate) &&
    stream.at(-UUID_LENGTH - 1) === '-' &&
    UUID.test(stream.slice(-UUID_LENGTH))
  );
}

function assertStreamName(stream: StreamName): void {
  if (isStreamName(stream)) return;
  throw new InvalidAppendError(
    `The stream name ${quoted(stream)} is not <aggregate>-<uuid> (lower-case UUID) of at most ${EVENT_STORE_LIMITS.streamNameLength} characters.`,
  );
}

function assertExpectedRevision(expected: ExpectedRevision): void {
  if (typeof expected === 'string' || (Number.isSafeInteger(expected) && expected >= 0)) return;
  throw new InvalidAppendError(
    `The expected revision ${expected} is not a whole number from 0 upwards, 'any', 'none' or 'exists'.`,
  );
}

function quoted(value: string): string {
  return JSON.stringify(value.length > QUOTED_LENGTH ? `${value.slice(0, QUOTED_LENGTH)}…` : value);
}
