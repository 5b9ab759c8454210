import { visibleRows } from '#platform/access';
import { defineBatch } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp } from '#platform/sessions';
import type {
  absenceTable,
  appointmentTable,
  AppointmentTables,
  handoverTable,
} from './partnership-register.tables.js';

export type AppointmentRow = RowOf<(typeof appointmentTable)['columns']>;
export type HandoverRow = RowOf<(typeof handoverTable)['columns']>;
export type AbsenceRow = RowOf<(typeof absenceTable)['columns']>;

/** Every appointment to a partnership, in the order of recording. */
export const appointmentsOf = defineBatch(
  'partnership-appointments',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<AppointmentTables>()
        .selectFrom('partnership_appointment')
        .selectAll()
        .where('partnershipId', 'in', ids)
        .orderBy('number'),
    ({ partnershipId }) => partnershipId,
  ),
);

/** The handovers between appointments; empty for who may not read them. */
export const handoversOf = defineBatch(
  'partnership-handovers',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<AppointmentTables>()
        .selectFrom('partnership_handover')
        .selectAll()
        .where('partnershipId', 'in', ids)
        .where(visibleRows(source.ability, 'read', 'PartnershipHandover'))
        .orderBy('appointment'),
    ({ partnershipId }) => partnershipId,
  ),
);

/** When account managers were, are and will be absent, the latest first. */
export const absencesOf = defineBatch(
  'account-manager-absences',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<AppointmentTables>()
        .selectFrom('account_manager_absence')
        .selectAll()
        .where('partnershipId', 'in', ids)
        .orderBy('validFrom', 'desc'),
    ({ partnershipId }) => partnershipId,
  ),
);
