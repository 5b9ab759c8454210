import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, defineTable, integer, nullable, on, text, type TablesOf } from '#platform/projections';
import { londonDate, parseInstant } from '#platform/working-days';
import { partnershipEvents } from './partnership.events.js';
import type { LeadSide } from './partnership.vocabulary.js';

export const STEP_KINDS = [
  'PROPOSED',
  'CONSIDERING',
  'AGREED',
  'DECLINED',
  'WITHDRAWN',
  'ACTIVATED',
  'TAKEN_OVER',
  'SUSPENDED',
  'RESUMED',
  'CONCLUDED',
  'AMENDED',
  'LEAD_TRANSFERRED',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const stepTable = defineTable('partnership_step', {
  columns: {
    partnershipId: text(),
    revision: integer(),
    kind: text<StepKind>(),
    /** The day on which it took effect. */
    onDate: text(),
    /** Why, or the remark that came with it. */
    reason: nullable(text()),
    /** Who leads from this step on, where it says so. */
    leadSide: nullable(text<LeadSide>()),
    leadAuthorityId: nullable(text()),
    recordedAt: text(),
  },
  primaryKey: ['partnershipId', 'revision'],
});

export type StepTables = TablesOf<[typeof stepTable]>;

interface Said {
  readonly onDate?: string;
  readonly reason?: string | undefined;
  readonly lead?: { readonly leadSide: LeadSide; readonly leadAuthorityId: string };
}

/** A step without a day of its own took effect on the day in the United Kingdom on which it was recorded. */
function step(event: StoredEvent, kind: StepKind, { onDate, reason, lead }: Said = {}) {
  return [
    stepTable.insert({
      partnershipId: event.stream,
      revision: event.revision,
      kind,
      onDate: onDate ?? londonDate(parseInstant(event.recordedAt)),
      reason: reason ?? null,
      leadSide: lead?.leadSide ?? null,
      leadAuthorityId: lead?.leadAuthorityId ?? null,
      recordedAt: event.recordedAt,
    }),
  ];
}

const handlers = on(partnershipEvents, {
  PartnershipProposed: (event) => step(event, 'PROPOSED', { lead: event.data }),
  ConsiderationBegun: (event) => step(event, 'CONSIDERING', { reason: event.data.note }),
  PartnershipAgreed: (event) => step(event, 'AGREED'),
  PartnershipDeclined: (event) => step(event, 'DECLINED', { reason: event.data.reason }),
  ProposalWithdrawn: (event) => step(event, 'WITHDRAWN', { reason: event.data.reason }),
  PartnershipActivated: (event) => step(event, 'ACTIVATED', { onDate: event.data.from }),
  PartnershipTakenOver: (event) =>
    step(event, 'TAKEN_OVER', { onDate: event.data.from, reason: `As given by ${event.data.source}` }),
  PartnershipSuspended: (event) => step(event, 'SUSPENDED', { onDate: event.data.from, reason: event.data.reason }),
  PartnershipResumed: (event) => step(event, 'RESUMED', { onDate: event.data.from, reason: event.data.reason }),
  PartnershipConcluded: (event) => step(event, 'CONCLUDED', { onDate: event.data.on, reason: event.data.reason }),
  PartnershipAmended: (event) => step(event, 'AMENDED', { reason: event.data.reason }),
  LeadTransferred: (event) =>
    step(event, 'LEAD_TRANSFERRED', { onDate: event.data.from, reason: event.data.reason, lead: event.data }),
});

/** What was decided about a partnership, one step after the other: also what no longer holds. */
export const partnershipSteps = defineProjection({
  name: 'partnership-steps',
  version: 1,
  tables: [stepTable],
  handlers,
});
