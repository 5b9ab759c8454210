import { defineTable, integer, nullable, text, type TablesOf } from '#platform/projections';
import type { Side } from './partnership.vocabulary.js';
import type { Audience, MaturityLevel } from './reviews.events.js';

export const affirmationTable = defineTable('principles_affirmation', {
  columns: {
    partnershipId: text(),
    side: text<Side>(),
    version: integer(),
    note: nullable(text()),
    affirmedAt: text(),
  },
  primaryKey: ['partnershipId', 'side', 'version'],
});

export const maturityTable = defineTable('maturity_assessment', {
  columns: {
    partnershipId: text(),
    number: integer(),
    organisationId: text(),
    level: text<MaturityLevel>(),
    onDate: text(),
    reason: text(),
    /** The authority whose officer judged. */
    assessedBy: text(),
    recordedAt: text(),
  },
  primaryKey: ['partnershipId', 'number'],
});

export const lessonTable = defineTable('partnership_lesson', {
  columns: {
    partnershipId: text(),
    number: integer(),
    organisationId: text(),
    theme: text(),
    /** In lower case, for the filter. */
    themeKey: text(),
    text: text(),
    audience: text<Audience>(),
    recordedAt: text(),
  },
  primaryKey: ['partnershipId', 'number'],
  indexes: [
    ['recordedAt', 'partnershipId', 'number'],
    ['themeKey', 'recordedAt', 'partnershipId', 'number'],
  ],
});

export type ReviewTables = TablesOf<[typeof affirmationTable, typeof maturityTable, typeof lessonTable]>;
