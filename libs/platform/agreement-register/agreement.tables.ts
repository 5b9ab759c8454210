import type { AgreementStatus, SeatHolder, Signatory } from '#platform/agreements';
import { defineTable, flag, integer, json, nullable, text, type TablesOf } from '#platform/projections';

/** Agreements on versions of objects of every kind. Seen by whoever sees the version; see `version-id.ts`. */
export const agreementTable = defineTable('agreement', {
  columns: {
    versionId: text(),
    objectId: text(),
    version: integer(),
    digest: text(),
    title: text(),
    rule: text(),
    status: text<AgreementStatus>(),
    soughtAt: text(),
    /** The event by which it was put forward. */
    soughtBy: text(),
    dueAt: nullable(text()),
    lastDay: nullable(text()),
    workingDays: nullable(integer()),
    calendar: nullable(text()),
    endedAt: nullable(text()),
    /** Why it is void. */
    voidReason: nullable(text()),
  },
  primaryKey: ['versionId'],
  indexes: [['status', 'dueAt', 'versionId']],
});

export const agreementSeatTable = defineTable('agreement_seat', {
  columns: {
    versionId: text(),
    number: integer(),
    key: text(),
    label: text(),
    persons: integer(),
    missing: integer(),
    authorMayAgree: flag(),
    holders: json<readonly SeatHolder[]>(),
  },
  primaryKey: ['versionId', 'key'],
});

/** What somebody did about a version: agreed, and perhaps took it back. */
export const givenAgreementTable = defineTable('agreement_given', {
  columns: {
    versionId: text(),
    revision: integer(),
    seat: text(),
    partyKind: text<Signatory['partyKind']>(),
    partyId: text(),
    subject: text(),
    officerId: nullable(text()),
    givenAt: text(),
    /** 0 when it was taken back. */
    counts: flag(),
    takenBackAt: nullable(text()),
    takenBackReason: nullable(text()),
  },
  primaryKey: ['versionId', 'revision'],
});

export const agreementObjectionTable = defineTable('agreement_objection', {
  columns: {
    versionId: text(),
    number: integer(),
    seat: text(),
    partyKind: text<Signatory['partyKind']>(),
    partyId: text(),
    subject: text(),
    officerId: nullable(text()),
    reason: text(),
    raisedAt: text(),
    settlement: nullable(text()),
    settledAt: nullable(text()),
  },
  primaryKey: ['versionId', 'number'],
});

export const agreementAuthorTable = defineTable('agreement_author', {
  columns: { versionId: text(), subject: text(), officerId: nullable(text()) },
  primaryKey: ['versionId', 'subject'],
});

/** While an agreement is open: by whom each seat can be taken. */
export const awaitedAgreementTable = defineTable('agreement_awaited', {
  columns: {
    holder: text(),
    /** Until when, or the end of time, so that those due first come first. */
    dueKey: text(),
    versionId: text(),
    seat: text(),
  },
  primaryKey: ['versionId', 'seat', 'holder'],
  indexes: [['holder', 'dueKey', 'versionId', 'seat']],
});

export type AgreementTables = TablesOf<
  [
    typeof agreementTable,
    typeof agreementSeatTable,
    typeof givenAgreementTable,
    typeof agreementObjectionTable,
    typeof agreementAuthorTable,
    typeof awaitedAgreementTable,
  ]
>;
