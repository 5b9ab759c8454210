import { defineTable, flag, integer, nullable, text, type TablesOf } from '#platform/projections';
import type { Advice, CONTACTING_PARTIES, ContactRuleWho, Purpose, Urgency } from './contact-criteria.js';

export const criteriaVersionTable = defineTable('criteria_version', {
  columns: {
    partnershipId: text(),
    version: integer(),
    organisationId: text(),
    published: flag(),
    draftedAt: text(),
    publishedAt: nullable(text()),
    /** First day in force; `null` for a draft. */
    validFrom: nullable(text()),
    /** The day from which a later version is in force; the first day of a version that never was. */
    validUntil: nullable(text()),
  },
  primaryKey: ['partnershipId', 'version'],
});

export const contactRuleTable = defineTable('contact_rule', {
  columns: {
    partnershipId: text(),
    version: integer(),
    number: integer(),
    ruleId: text<`contact-rule-${string}`>(),
    whoKind: nullable(text<ContactRuleWho['kind']>()),
    whoPartyKind: nullable(text<(typeof CONTACTING_PARTIES)[number]>()),
    whoRegion: nullable(text()),
    whoAuthorityId: nullable(text<`authority-${string}`>()),
    topic: nullable(text()),
    purpose: nullable(text<Purpose>()),
    siteId: nullable(text<`site-${string}`>()),
    urgency: nullable(text<Urgency>()),
    advice: text<Advice>(),
    coordinateWith: nullable(text<`authority-${string}`>()),
    reason: text(),
    /** Within the time of its version. */
    validFrom: nullable(text()),
    validUntil: nullable(text()),
  },
  primaryKey: ['partnershipId', 'version', 'number'],
});

export type CriteriaTables = TablesOf<[typeof criteriaVersionTable, typeof contactRuleTable]>;
