import { defineTable, flag, integer, nullable, real, text, type TablesOf } from '#platform/projections';
import type { Objective } from './partnership.state.js';
import type { Side } from './partnership.vocabulary.js';

export const objectiveTable = defineTable('objective', {
  columns: {
    partnershipId: text(),
    number: integer(),
    organisationId: text(),
    status: text<Objective['status']>(),
    version: integer(),
    proposedBy: text<Side>(),
    proposedAt: text(),
    /** Why its terms were changed the last time. */
    amendmentReason: nullable(text()),
    title: text(),
    description: nullable(text()),
    theme: nullable(text()),
    organisationAgreedAt: nullable(text()),
    regulatorsAgreedAt: nullable(text()),
    /** When it was achieved, and why it ended either way. */
    achievedOn: nullable(text()),
    outcomeReason: nullable(text()),
  },
  primaryKey: ['partnershipId', 'number'],
});

export const measureTable = defineTable('objective_measure', {
  columns: {
    partnershipId: text(),
    objective: integer(),
    number: integer(),
    name: text(),
    unit: text(),
    baseline: nullable(real()),
    target: real(),
    dueOn: text(),
    /** 0 when an amendment took it out; its readings stay visible. */
    current: flag(),
  },
  primaryKey: ['partnershipId', 'objective', 'number'],
});

export const readingTable = defineTable('objective_reading', {
  columns: {
    partnershipId: text(),
    objective: integer(),
    number: integer(),
    measure: integer(),
    value: real(),
    onDate: text(),
    evidence: text(),
    source: text(),
    recordedAt: text(),
    /** The reading that this one replaces, and why. */
    restates: nullable(integer()),
    restatementReason: nullable(text()),
    restatedBy: nullable(integer()),
  },
  primaryKey: ['partnershipId', 'objective', 'number'],
  indexes: [['partnershipId', 'objective', 'measure', 'onDate', 'number']],
});

/** Who acknowledged is in the log; what the parties see is that worker representatives did, and when. */
export const acknowledgementTable = defineTable('reading_acknowledgement', {
  columns: { partnershipId: text(), revision: integer(), objective: integer(), reading: integer(), at: text() },
  primaryKey: ['partnershipId', 'revision'],
  indexes: [['partnershipId', 'objective', 'reading']],
});

export type ObjectiveTables = TablesOf<
  [typeof objectiveTable, typeof measureTable, typeof readingTable, typeof acknowledgementTable]
>;
