import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, on, toJson } from '#platform/projections';
import { partnershipEvents, type EventOf } from './partnership.events.js';
import { absenceTable, appointmentTable, handoverTable } from './partnership-register.tables.js';

function appointment(event: StoredEvent, data: EventOf<'OfficerAppointed'>['data'], follows: number | null) {
  return appointmentTable.insert({
    partnershipId: event.stream,
    number: data.appointment,
    organisationId: event.metadata.organisationId ?? '',
    role: data.role,
    region: data.region ?? null,
    officerId: data.officerId,
    authorityId: data.authorityId,
    side: data.side,
    basis: data.basis,
    validFrom: data.from,
    validUntil: null,
    follows,
  });
}

function ended(event: StoredEvent, number: number, validUntil: string) {
  return appointmentTable.update({ partnershipId: event.stream, number }, { validUntil });
}

const handlers = on(partnershipEvents, {
  OfficerAppointed: (event) => [appointment(event, event.data, null)],
  SuccessorAppointed: (event) => [
    ended(event, event.data.follows, event.data.from),
    appointment(event, event.data, event.data.follows),
  ],
  HandoverRecorded: (event) => [
    handoverTable.insert({
      partnershipId: event.stream,
      appointment: event.data.appointment,
      organisationId: event.metadata.organisationId ?? '',
      items: toJson(event.data.items),
      itemsDone: event.data.items.filter(({ done }) => done).length,
      itemsInAll: event.data.items.length,
      openMatters: toJson(event.data.openMatters),
    }),
  ],
  AppointmentEnded: (event) => [ended(event, event.data.appointment, event.data.until)],
  AbsenceRecorded: (event) => [
    absenceTable.insert({
      partnershipId: event.stream,
      number: event.data.absence,
      officerId: event.data.officerId,
      validFrom: event.data.from,
      validUntil: event.data.until,
    }),
  ],
  AbsenceEndMoved: (event) => [
    absenceTable.update({ partnershipId: event.stream, number: event.data.absence }, { validUntil: event.data.until }),
  ],
});

/** Who holds and held which post, with the handovers between them. */
export const partnershipAppointments = defineProjection({
  name: 'partnership-appointments',
  version: 2,
  tables: [appointmentTable, handoverTable, absenceTable],
  handlers,
});
