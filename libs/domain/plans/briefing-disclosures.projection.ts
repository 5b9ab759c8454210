import { defineProjection, defineTable, integer, on, text, type TablesOf } from '#platform/projections';
import { briefingEvents } from './briefing.events.js';

export const disclosureTable = defineTable('key_information_disclosure', {
  columns: {
    partyId: text(),
    authorityId: text(),
    planId: text(),
    version: integer(),
    digest: text(),
    partnershipId: text(),
    organisationId: text(),
    subject: text(),
    disclosedAt: text(),
    /** Unique and in order of time: the party's briefing and its revision. */
    briefingId: text(),
    revision: integer(),
  },
  primaryKey: ['partyId', 'authorityId', 'planId', 'version', 'digest'],
  indexes: [['partnershipId', 'disclosedAt', 'briefingId', 'revision']],
});

export type DisclosureTables = TablesOf<[typeof disclosureTable]>;

/** What was shown of plans to whom, each content once for each party. */
export const briefingDisclosures = defineProjection({
  name: 'briefing-disclosures',
  version: 1,
  tables: [disclosureTable],
  handlers: on(briefingEvents, {
    KeyInformationDisclosed: ({ stream: briefingId, revision, data: { to, ...data }, recordedAt }) => [
      disclosureTable.insert({ ...data, ...to, disclosedAt: recordedAt, briefingId, revision }),
    ],
  }),
});
