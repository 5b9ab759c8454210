import { visibleRows } from '#platform/access';
import { defineBatch } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
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
export const appointmentsOf = defineBatch('partnership-appointments', async (session, ids: readonly string[]) => {
  const rows = await session
    .tables<AppointmentTables>()
    .selectFrom('partnership_appointment')
    .selectAll()
    .where('partnershipId', 'in', ids)
    .orderBy('number')
    .execute();
  return Map.groupBy(rows, (row) => row.partnershipId);
});

/** The handovers between appointments; empty for who may not read them. */
export const handoversOf = defineBatch('partnership-handovers', async (session, ids: readonly string[]) => {
  const rows = await session
    .tables<AppointmentTables>()
    .selectFrom('partnership_handover')
    .selectAll()
    .where('partnershipId', 'in', ids)
    .where(visibleRows(session.ability, 'read', 'PartnershipHandover'))
    .orderBy('appointment')
    .execute();
  return Map.groupBy(rows, (row) => row.partnershipId);
});

/** When account managers were, are and will be absent, the latest first. */
export const absencesOf = defineBatch('account-manager-absences', async (session, ids: readonly string[]) => {
  const rows = await session
    .tables<AppointmentTables>()
    .selectFrom('account_manager_absence')
    .selectAll()
    .where('partnershipId', 'in', ids)
    .orderBy('validFrom', 'desc')
    .execute();
  return Map.groupBy(rows, (row) => row.partnershipId);
});
