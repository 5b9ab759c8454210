import type { EventHead } from '#platform/event-sourcing';
import { defineProjection } from '#platform/projections';
import { eventKeyOf, type EventKey } from './event-key.js';
import { eventIndexTable, type EventIndexRow } from './event-index.tables.js';

/** Where to find the events of an organisation, a partnership, an officer, or of one course of events. */
export const eventIndex = defineProjection({
  name: 'event-index',
  version: 3,
  tables: [eventIndexTable],
  handlers: [],
  everyEvent: (event) => [eventIndexTable.insert(rowOf(event))],
});

function rowOf({ storedType, stream, position, recordedAt, metadata }: EventHead): EventIndexRow {
  const { actor, effectiveAt, organisationId, partnershipId, correlationId, causationId } = metadata;
  return {
    position,
    stream,
    type: storedType,
    recordedAt: Date.parse(recordedAt),
    effectiveAt: effectiveAt === undefined ? null : Date.parse(effectiveAt),
    organisationKey: optionalKey(organisationId),
    partnershipKey: optionalKey(partnershipId),
    partyKey: eventKeyOf(actor.party.id),
    officerKey: optionalKey(actor.officerId),
    correlationKey: eventKeyOf(correlationId),
    causationKey: optionalKey(causationId),
  };
}

function optionalKey(id: string | undefined): EventKey | null {
  return id === undefined ? null : eventKeyOf(id);
}
