import { defineTable, flag, integer, json, nullable, text, type TablesOf } from '#platform/projections';
import type {
  AppointmentBasis,
  AppointmentRole,
  LeadSide,
  OfficerSide,
  PartnershipStatus,
  Side,
} from './partnership.vocabulary.js';

export const partnershipTable = defineTable('partnership', {
  columns: {
    id: text(),
    revision: integer(),
    organisationId: text(),
    status: text<PartnershipStatus>(),
    leadSide: text<LeadSide>(),
    leadAuthorityId: text(),
    sector: text(),
    /** Lower-case sector, for the filter. */
    sectorKey: text(),
    bothEnforce: flag(),
    schemeRelation: nullable(text<'SUCCEEDS' | 'COEXISTS'>()),
    scheme: nullable(text()),
    schemeReference: nullable(text()),
    proposedAt: text(),
    consideringSince: nullable(text()),
    organisationAgreedAt: nullable(text()),
    regulatorsAgreedAt: nullable(text()),
    startedOn: nullable(text()),
    suspendedFrom: nullable(text()),
    suspensionReason: nullable(text()),
    /** The last day counted: when it was concluded, declined or withdrawn. */
    endedOn: nullable(text()),
    endReason: nullable(text()),
    declinedBy: nullable(text<Side>()),
    summary: nullable(text()),
    /** The officer in post now; `null`: nobody. */
    accountManagerId: nullable(text()),
    accountManagerAuthorityId: nullable(text()),
    shadowId: nullable(text()),
    shadowAuthorityId: nullable(text()),
  },
  primaryKey: ['id'],
  indexes: [
    ['organisationId', 'proposedAt'],
    ['proposedAt', 'id'],
    ['status', 'proposedAt', 'id'],
    ['leadSide', 'proposedAt', 'id'],
    ['leadAuthorityId', 'proposedAt', 'id'],
    ['sectorKey', 'proposedAt', 'id'],
    ['accountManagerId', 'proposedAt', 'id'],
    ['shadowId', 'proposedAt', 'id'],
  ],
});

/**
 * What regulators note for themselves about a partnership: why it goes ahead though the organisation is not eligible,
 * why there is no shadow, why an appointment ended. Rows of their own, so that no view of the organisation's holds one.
 */
export const regulatorsNoteTable = defineTable('regulators_note', {
  columns: {
    partnershipId: text(),
    revision: integer(),
    organisationId: text(),
    kind: text<'ELIGIBILITY_SET_ASIDE' | 'NO_SHADOW' | 'APPOINTMENT_ENDED'>(),
    text: text(),
    /** What spoke for and against the organisation's eligibility, where the note sets it aside. */
    findings: json<readonly string[]>(),
    recordedAt: text(),
  },
  primaryKey: ['partnershipId', 'revision'],
});

export type RegisterTables = TablesOf<[typeof partnershipTable, typeof regulatorsNoteTable]>;

export const appointmentTable = defineTable('partnership_appointment', {
  columns: {
    partnershipId: text(),
    number: integer(),
    organisationId: text(),
    role: text<AppointmentRole>(),
    region: nullable(text()),
    officerId: text(),
    authorityId: text(),
    side: text<OfficerSide>(),
    basis: text<AppointmentBasis>(),
    validFrom: text(),
    /** The day from which the officer no longer holds the post; `null` while in post. */
    validUntil: nullable(text()),
    /** The appointment that this one followed by a handover. */
    follows: nullable(integer()),
  },
  primaryKey: ['partnershipId', 'number'],
  indexes: [
    ['officerId', 'validUntil'],
    ['authorityId', 'validUntil'],
    ['organisationId', 'validUntil'],
    ['validUntil', 'partnershipId', 'number'],
  ],
});

/** One point of a handover: whether the successor has it. */
export interface HandoverItem {
  readonly item: string;
  readonly done: boolean;
  readonly note?: string | undefined;
}

export const handoverTable = defineTable('partnership_handover', {
  columns: {
    partnershipId: text(),
    /** The successor's appointment. */
    appointment: integer(),
    organisationId: text(),
    items: json<readonly HandoverItem[]>(),
    itemsDone: integer(),
    itemsInAll: integer(),
    openMatters: json<readonly string[]>(),
  },
  primaryKey: ['partnershipId', 'appointment'],
});

export const absenceTable = defineTable('account_manager_absence', {
  columns: {
    partnershipId: text(),
    number: integer(),
    officerId: text(),
    validFrom: text(),
    /** The day of return. */
    validUntil: text(),
  },
  primaryKey: ['partnershipId', 'number'],
  indexes: [['partnershipId', 'validFrom', 'number']],
});

export type AppointmentTables = TablesOf<[typeof appointmentTable, typeof handoverTable, typeof absenceTable]>;
