import { defineTable, integer, json, nullable, real, text, type TablesOf } from '#platform/projections';
import type { IncidentClause } from './incident-criteria.js';
import type { PlanContent } from './plan.content.js';
import type { PlanChange } from './plan.difference.js';
import type { EventOf } from './plan.events.js';
import type { PlanKind, VersionStatus } from './plan.vocabulary.js';

type Evaluation = EventOf<'PlanClosed'>['data']['evaluation'];

export const planTable = defineTable('plan', {
  columns: {
    id: text(),
    revision: integer(),
    partnershipId: text(),
    organisationId: text(),
    kind: text<PlanKind>(),
    status: text<'OPEN' | 'CLOSED'>(),
    begunAt: text(),
    /** Of the draft. */
    title: text(),
    summary: nullable(text()),
    /** The version that is put forward now. */
    proposedVersion: nullable(integer()),
    /** The version that was agreed last and not discarded. */
    agreedVersion: nullable(integer()),
    closedOn: nullable(text()),
    /** The version that was evaluated at the end. */
    evaluatedVersion: nullable(integer()),
    evaluation: json<Evaluation>(),
    lessons: json<readonly string[]>(),
  },
  primaryKey: ['id'],
  indexes: [
    ['begunAt', 'id'],
    ['organisationId', 'begunAt', 'id'],
    ['partnershipId', 'begunAt', 'id'],
    ['kind', 'begunAt', 'id'],
    ['status', 'begunAt', 'id'],
    ['proposedVersion', 'partnershipId'],
  ],
});

/** The things that a draft is made of, each as the last edit left it. */
export const planDraftTable = defineTable('plan_draft_part', {
  columns: {
    planId: text(),
    part: text<'principles' | 'priorities' | 'variations' | 'incidentCriteria'>(),
    /** The key or number of the thing in its list. */
    key: text(),
    value: json(),
  },
  primaryKey: ['planId', 'part', 'key'],
});

export const planVersionTable = defineTable('plan_version', {
  columns: {
    planId: text(),
    version: integer(),
    status: text<VersionStatus>(),
    digest: text(),
    content: json<PlanContent>(),
    against: nullable(integer()),
    changes: json<readonly PlanChange[]>(),
    reason: text(),
    proposedAt: text(),
    agreedAt: nullable(text()),
    publishedAt: nullable(text()),
    /** First day in force. */
    validFrom: nullable(text()),
    /** The day from which a later version is in force; the first day of a version that never was. */
    validUntil: nullable(text()),
    discardReason: nullable(text()),
  },
  primaryKey: ['planId', 'version'],
});

/** Which criteria each version has: rows of their own, since every regulator acts by those of published ones. */
export const planCriteriaTable = defineTable('plan_incident_criteria', {
  columns: {
    planId: text(),
    version: integer(),
    organisationId: text(),
    /** The plan's own clauses; none: those in force by default count. */
    clauses: json<readonly IncidentClause[]>(),
    /** As that of its version. */
    validFrom: nullable(text()),
    validUntil: nullable(text()),
  },
  primaryKey: ['planId', 'version'],
  indexes: [['organisationId', 'validFrom']],
});

export type PlanTables = TablesOf<
  [typeof planTable, typeof planDraftTable, typeof planVersionTable, typeof planCriteriaTable]
>;

export const planReadingTable = defineTable('plan_reading', {
  columns: {
    planId: text(),
    priority: integer(),
    number: integer(),
    measure: integer(),
    /** What was measured, as the plan had it then. */
    name: text(),
    unit: text(),
    value: real(),
    onDate: text(),
    evidence: text(),
    source: text(),
    recordedAt: text(),
    restates: nullable(integer()),
    restatementReason: nullable(text()),
    restatedBy: nullable(integer()),
  },
  primaryKey: ['planId', 'priority', 'number'],
  indexes: [['planId', 'priority', 'onDate', 'number']],
});

export const planAcknowledgementTable = defineTable('plan_reading_acknowledgement', {
  columns: {
    planId: text(),
    revision: integer(),
    priority: integer(),
    reading: integer(),
    at: text(),
  },
  primaryKey: ['planId', 'revision'],
  indexes: [['planId', 'priority', 'reading']],
});

/** What was said of a milestone, in order; the last one counts. */
export const milestoneReportTable = defineTable('plan_milestone_report', {
  columns: {
    planId: text(),
    priority: integer(),
    milestone: integer(),
    revision: integer(),
    kind: text<'REACHED' | 'MISSED' | 'MOVED'>(),
    /** The day that was agreed when it was missed or moved. */
    due: nullable(text()),
    /** When it was reached; when it is expected now. */
    onDate: nullable(text()),
    /** Why it was missed or moved; where the evidence of reaching it is. */
    remark: text(),
    recordedAt: text(),
  },
  primaryKey: ['planId', 'priority', 'milestone', 'revision'],
});

export type ProgressTables = TablesOf<
  [typeof planReadingTable, typeof planAcknowledgementTable, typeof milestoneReportTable]
>;
