import { visibleRows } from '#platform/access';
import { defineBatch, defineConnectionBatch } from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineGroupedLookUp, type Session } from '#platform/sessions';
import type {
  absenceTable,
  appointmentTable,
  AppointmentTables,
  handoverTable,
} from './partnership-register.tables.js';
import type { AppointmentRole } from './partnership.vocabulary.js';

export type AppointmentRow = RowOf<(typeof appointmentTable)['columns']>;
export type HandoverRow = RowOf<(typeof handoverTable)['columns']>;
export type AbsenceRow = RowOf<(typeof absenceTable)['columns']>;

export interface AppointmentFilter {
  readonly role?: AppointmentRole | null | undefined;
  /** Whatever the letter case. */
  readonly region?: string | null | undefined;
  readonly includeFormer: boolean;
}

/** Appointments to a partnership in the order of recording. */
export const appointmentsOf = defineConnectionBatch(
  (session: Session, partnershipId: string, { role, region, includeFormer }: AppointmentFilter) => {
    let query = session
      .tables<AppointmentTables>()
      .selectFrom('partnership_appointment')
      .selectAll()
      .where('partnershipId', '=', partnershipId);
    if (role) query = query.where('role', '=', role);
    if (region) query = query.where(({ eb, fn }) => eb(fn('lower', ['region']), '=', region.toLowerCase()));
    return includeFormer ? query : query.where('validUntil', 'is', null);
  },
  { by: ['number'], direction: 'asc' },
);

/** Who holds a post of which there is one in a partnership, now. */
export const holdersOf = defineBatch(
  'partnership-holders',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<AppointmentTables>()
        .selectFrom('partnership_appointment')
        .selectAll()
        .where('validUntil', 'is', null)
        .where('partnershipId', 'in', ids)
        .where('role', 'in', ['ACCOUNT_MANAGER', 'SHADOW_ACCOUNT_MANAGER']),
    ({ partnershipId }) => partnershipId,
  ),
);

/** Every appointment that there was, in the order of recording: for figures about all of them. */
export const allAppointmentsOf = defineBatch(
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
export const absencesIn = defineConnectionBatch(
  (session: Session, partnershipId: string) =>
    session
      .tables<AppointmentTables>()
      .selectFrom('account_manager_absence')
      .selectAll()
      .where('partnershipId', '=', partnershipId),
  { by: ['validFrom', 'number'], direction: 'desc' },
);

/** All of them, for many partnerships: when account managers were, are and will be absent, the latest first. */
export const absencesOf = defineBatch(
  'account-manager-absences',
  defineGroupedLookUp(
    (source, ids) =>
      source
        .tables<AppointmentTables>()
        .selectFrom('account_manager_absence')
        .selectAll()
        .where('partnershipId', 'in', ids)
        .orderBy('validFrom', 'desc')
        .orderBy('number', 'desc'),
    ({ partnershipId }) => partnershipId,
  ),
);
