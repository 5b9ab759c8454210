import type {
  AppendResult,
  EventId,
  EventStore,
  EventToAppend,
  Position,
  RecordedEvent,
  Revision,
  StreamName,
} from '#platform/event-store';
import type { Caller } from '#platform/access';
import { deriveUuid } from '#platform/values';
import { londonDate, parseInstant, startOfDayInLondon, type Instant, type PlainDate } from '#platform/working-days';
import type { AggregateDefinition } from './aggregate.js';
import type { CommandRequest } from './command-request.js';
import type { Actor, DecisionContext } from './decider.js';
import type { EventMetadata } from './stored-event.js';

export function decisionContext(request: CommandRequest, now: Instant): DecisionContext {
  const effectiveAt = request.effectiveAt === undefined ? now : parseInstant(request.effectiveAt);
  return { now, today: londonDate(now), effectiveAt, actor: actorOf(request.caller) };
}

function actorOf(caller: Caller): Actor {
  const { party, subject, roles, officerId, client } = caller;
  const actor = { party: { kind: party.kind, id: party.id }, subject, roles: [...roles].sort(), client };
  return officerId === undefined ? actor : { ...actor, officerId };
}

export function eventMetadata(
  definition: AggregateDefinition,
  request: CommandRequest,
  fingerprint: string,
  { actor }: DecisionContext,
  state: unknown,
): EventMetadata {
  return {
    actor,
    commandId: request.commandId,
    commandType: request.type,
    fingerprint,
    correlationId: request.correlationId,
    ...(request.causationId === undefined ? {} : { causationId: request.causationId }),
    ...definition.references(request.stream, state),
  };
}

/**
 * When an event took effect, where that differs from when it was recorded: as the command says, or on the day that the
 * event itself names.
 */
export function effectiveOf(
  request: CommandRequest,
  { today, effectiveAt }: DecisionContext,
  date: PlainDate | undefined,
): Pick<EventMetadata, 'effectiveAt'> {
  if (request.effectiveAt !== undefined) return { effectiveAt };
  return date === undefined || date === today ? {} : { effectiveAt: startOfDayInLondon(date) };
}

export function eventId(commandId: string, index: number): EventId {
  return deriveUuid('event', commandId, String(index)) as EventId;
}

/** The events of an append as the store has recorded them. */
export async function recordedEvents(
  store: EventStore,
  stream: StreamName,
  encoded: readonly EventToAppend[],
  result: AppendResult,
): Promise<readonly RecordedEvent[]> {
  // Where positions may have gaps, only the store knows those of the events before the last one.
  if (!store.capabilities.contiguousPositions && encoded.length > 1) {
    return recordedIn(store, stream, result.firstRevision, result.lastRevision);
  }
  return encoded.map((event, index) => ({
    ...event,
    stream,
    revision: (result.firstRevision + index) as Revision,
    position: (result.position - (encoded.length - 1 - index)) as Position,
    recordedAt: result.recordedAt,
  }));
}

export async function recordedIn(
  store: EventStore,
  stream: StreamName,
  from: Revision,
  to: Revision,
): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readStream(stream, { from, to })) events.push(event);
  return events;
}
