import { EventIdConflictError, WrongExpectedRevisionError } from './event-store.errors.js';
import type {
  AppendResult,
  EventId,
  EventToAppend,
  ExpectedRevision,
  RecordedEvent,
  Revision,
  StreamName,
} from './event-store.port.js';

export interface AppendRequest {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly events: readonly EventToAppend[];
}

/** Why an append was refused, as a plain value that can cross a thread. */
export type AppendRefusal =
  | { readonly kind: 'wrong-expected-revision'; readonly actual: Revision | undefined }
  | { readonly kind: 'event-id-conflict'; readonly eventId: EventId };

export type AppendDecision =
  | { readonly kind: 'write'; readonly firstRevision: Revision }
  | { readonly kind: 'repeated'; readonly result: AppendResult }
  | AppendRefusal;

/**
 * The one place that decides what becomes of an append; pure, so that every engine decides alike.
 *
 * @param last the last revision of the stream; `undefined` when the stream does not exist
 * @param known for each event of the request, what the log holds under its id
 */
export function decideAppend(
  request: AppendRequest,
  last: Revision | undefined,
  known: readonly (RecordedEvent | undefined)[],
): AppendDecision {
  if (known.some((event) => event !== undefined)) return decideRepeated(request, known);
  if (!meets(request.expected, last)) return { kind: 'wrong-expected-revision', actual: last };
  return { kind: 'write', firstRevision: (last === undefined ? 0 : last + 1) as Revision };
}

export function errorOf(request: AppendRequest, refusal: AppendRefusal): Error {
  switch (refusal.kind) {
    case 'wrong-expected-revision':
      return new WrongExpectedRevisionError(request.stream, request.expected, refusal.actual);
    case 'event-id-conflict':
      return new EventIdConflictError(request.stream, refusal.eventId);
  }
}

function meets(expected: ExpectedRevision, last: Revision | undefined): boolean {
  switch (expected) {
    case 'any':
      return true;
    case 'none':
      return last === undefined;
    case 'exists':
      return last !== undefined;
    default:
      return last === expected;
  }
}

/** A repetition counts only as a whole: every event known, in this stream, one after the other, unchanged. */
function decideRepeated(request: AppendRequest, known: readonly (RecordedEvent | undefined)[]): AppendDecision {
  let first: RecordedEvent | undefined;
  let previous: RecordedEvent | undefined;
  for (const [index, event] of request.events.entries()) {
    const recorded = known[index];
    const follows = previous === undefined || recorded?.revision === previous.revision + 1;
    if (recorded === undefined || !follows || !sameContent(request.stream, event, recorded)) {
      return { kind: 'event-id-conflict', eventId: conflictingId(event, recorded, known) };
    }
    first ??= recorded;
    previous = recorded;
  }
  if (first === undefined || previous === undefined) throw new Error('An append without events reached the decision.');
  return {
    kind: 'repeated',
    result: {
      firstRevision: first.revision,
      lastRevision: previous.revision,
      position: previous.position,
      recordedAt: previous.recordedAt,
      repeated: true,
    },
  };
}

/** The id to report is one that is in the log: that is the one the caller has to look at. */
function conflictingId(
  event: EventToAppend,
  recorded: RecordedEvent | undefined,
  known: readonly (RecordedEvent | undefined)[],
): EventId {
  return recorded?.id ?? known.find((candidate) => candidate !== undefined)?.id ?? event.id;
}

function sameContent(stream: StreamName, event: EventToAppend, recorded: RecordedEvent): boolean {
  return (
    recorded.stream === stream &&
    recorded.type === event.type &&
    Buffer.compare(recorded.data, event.data) === 0 &&
    Buffer.compare(recorded.metadata, event.metadata) === 0
  );
}
