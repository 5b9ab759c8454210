import type { Purpose, StatutoryExemption, Urgency } from '#domain/partnerships';
import { defineTable, flag, integer, json, nullable, text, type RowOf, type TablesOf } from '#platform/projections';
import type { Answer, Channel, ContactStatus, Result } from './contact.vocabulary.js';
import type { Advice, AdviceKind, Capacity } from './gateway.advice.js';

/** What every regulator may know of a contact, so that the gateway's reasons can be checked. */
export const contactTable = defineTable('contact', {
  columns: {
    id: text(),
    revision: integer(),
    organisationId: text(),
    siteId: nullable(text()),
    authorityId: text(),
    /** Only for the gateway, which tells officers of one another. */
    officerId: nullable(text()),
    topic: text(),
    /** `topicKey` of the topic. */
    topicKey: text(),
    purpose: text<Purpose>(),
    urgency: text<Urgency>(),
    exemption: nullable(text<StatutoryExemption>()),
    status: text<ContactStatus>(),
    plannedOn: nullable(text()),
    madeOn: nullable(text()),
    /** The day it was made, else the day it was planned for: the order of every list, and what the gateway counts. */
    date: text(),
    adviceKind: nullable(text<AdviceKind>()),
    registeredAt: text(),
  },
  primaryKey: ['id'],
  indexes: [
    ['date', 'id'],
    ['organisationId', 'date', 'id'],
    ['organisationId', 'authorityId', 'date', 'id'],
    ['siteId', 'date', 'id'],
    ['authorityId', 'date', 'id'],
  ],
});

/** What only the parties to a contact may know: its authority, the account manager, the lead authority, HSE. */
export const contactDetailTable = defineTable('contact_detail', {
  columns: {
    contactId: text(),
    organisationId: text(),
    authorityId: text(),
    officerId: nullable(text()),
    note: nullable(text()),
    advice: nullable(json<Advice>()),
    answerDueAt: nullable(text()),
    answerDueDays: nullable(integer()),
    answerDueNation: nullable(text()),
    answerDueCalendar: nullable(text()),
    answerDueHolidays: nullable(json<readonly { readonly date: string; readonly name: string }[]>()),
    answer: nullable(text<Answer>()),
    answerUntil: nullable(text()),
    answerText: nullable(text()),
    answerCapacity: nullable(text<Capacity>()),
    answerOfficerId: nullable(text()),
    answeredOn: nullable(text()),
    answerLate: nullable(flag()),
    /** Why it was withdrawn or not made. */
    endReason: nullable(text()),
    channel: nullable(text<Channel>()),
    withWhom: nullable(text()),
    summary: nullable(text()),
    confidential: flag(),
    coordinated: nullable(flag()),
    adviceFollowed: nullable(flag()),
    deviationReason: nullable(text()),
    results: json<readonly Result[]>(),
    outcomeText: nullable(text()),
    outcomeReason: nullable(text()),
    amendmentReason: nullable(text()),
    sourceSystem: nullable(text()),
    sourceReference: nullable(text()),
  },
  primaryKey: ['contactId'],
});

export const followUpTable = defineTable('contact_follow_up', {
  columns: {
    contactId: text(),
    number: integer(),
    dueOn: text(),
    text: text(),
    doneOn: nullable(text()),
    doneText: nullable(text()),
  },
  primaryKey: ['contactId', 'number'],
});

/**
 * Contacts that are not made: intended, or given up. Most contacts are made, so that a list by any other status is
 * short; kept apart, it has its indexes without a price for every contact.
 */
export const unmadeContactTable = defineTable('unmade_contact', {
  columns: {
    contactId: text(),
    organisationId: text(),
    siteId: nullable(text()),
    authorityId: text(),
    unmadeStatus: text<Exclude<ContactStatus, 'MADE'>>(),
    /** The day for which it was planned. */
    day: text(),
    /** The last moment for the account manager's answer, while it is awaited. */
    dueAt: nullable(text()),
    /** Id of the event that registered the intention, from which the deadline follows. */
    registeredBy: text(),
  },
  primaryKey: ['contactId'],
  indexes: [
    ['unmadeStatus', 'day', 'contactId'],
    ['organisationId', 'unmadeStatus', 'day', 'contactId'],
    ['siteId', 'unmadeStatus', 'day', 'contactId'],
    ['authorityId', 'unmadeStatus', 'day', 'contactId'],
    ['dueAt', 'contactId'],
  ],
});

/**
 * What an organisation may know: that it was contacted. Purpose and advice are left out, for they can show that
 * somebody complained; contacts in confidence, and those only intended, have no row.
 */
export const organisationContactTable = defineTable('organisation_contact', {
  columns: {
    id: text(),
    organisationId: text(),
    siteId: nullable(text()),
    authorityId: text(),
    topic: text(),
    channel: text<Channel>(),
    withWhom: text(),
    madeOn: text(),
  },
  primaryKey: ['id'],
  indexes: [['organisationId', 'madeOn', 'id']],
});

export type ContactTables = TablesOf<
  [
    typeof contactTable,
    typeof contactDetailTable,
    typeof followUpTable,
    typeof unmadeContactTable,
    typeof organisationContactTable,
  ]
>;

export type ContactRow = RowOf<(typeof contactTable)['columns']>;
export type ContactDetailRow = RowOf<(typeof contactDetailTable)['columns']>;
export type FollowUpRow = RowOf<(typeof followUpTable)['columns']>;
export type OrganisationContactRow = RowOf<(typeof organisationContactTable)['columns']>;
