import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, on, toJson, type RowChange } from '#platform/projections';
import { digestOf } from '#platform/values';
import { planCriteriaTable, planDraftTable, planTable, planVersionTable } from './plan-register.tables.js';
import { planEvents } from './plan.events.js';

type Part = Parameters<typeof planDraftTable.delete>[0]['part'];

function change(event: StoredEvent, set: Parameters<typeof planTable.update>[1] = {}): RowChange {
  return planTable.update({ id: event.stream }, { revision: event.revision, ...set });
}

function part(event: StoredEvent, name: NonNullable<Part>, key: string, value: unknown): readonly RowChange[] {
  return [change(event), planDraftTable.upsert({ planId: event.stream, part: name, key, value: toJson(value) })];
}

function without(event: StoredEvent, name: NonNullable<Part>, key: number): readonly RowChange[] {
  return [change(event), planDraftTable.delete({ planId: event.stream, part: name, key: String(key) })];
}

function version(event: StoredEvent, number: number, set: Parameters<typeof planVersionTable.update>[1]): RowChange {
  return planVersionTable.update({ planId: event.stream, version: number }, set);
}

/** When a version counts, for the version and for the criteria in it. */
function inForce(
  event: StoredEvent,
  number: number,
  set: { readonly validFrom: string } | { readonly validUntil: string },
): readonly RowChange[] {
  return [version(event, number, set), planCriteriaTable.update({ planId: event.stream, version: number }, set)];
}

const drafting = on(planEvents, {
  PlanBegun: (event) => {
    const { kind, partnershipId, organisationId, title, summary } = event.data;
    return [
      planTable.insert({
        id: event.stream,
        revision: event.revision,
        partnershipId,
        organisationId,
        kind,
        status: 'OPEN',
        begunAt: event.recordedAt,
        title,
        summary: summary ?? null,
        proposedVersion: null,
        agreedVersion: null,
        closedOn: null,
        evaluatedVersion: null,
        evaluation: toJson([]),
        lessons: toJson([]),
      }),
    ];
  },
  PlanDescribed: (event) => [change(event, { title: event.data.title, summary: event.data.summary ?? null })],
  PrincipleAddressed: (event) => part(event, 'principles', event.data.principle.key, event.data.principle),
  IncidentCriteriaChosen: (event) => part(event, 'incidentCriteria', '', event.data.criteria),
  VariationAdded: (event) => part(event, 'variations', String(event.data.variation.number), event.data.variation),
  VariationAmended: (event) => part(event, 'variations', String(event.data.variation.number), event.data.variation),
  VariationEnded: (event) => part(event, 'variations', String(event.data.variation.number), event.data.variation),
  VariationRemoved: (event) => without(event, 'variations', event.data.variation),
  PriorityAdded: (event) => part(event, 'priorities', String(event.data.priority.number), event.data.priority),
  PriorityAmended: (event) => part(event, 'priorities', String(event.data.priority.number), event.data.priority),
  PriorityRemoved: (event) => without(event, 'priorities', event.data.priority),
});

const versions = on(planEvents, {
  PlanVersionProposed: (event) => {
    const { version: number, content, against, changes, reason } = event.data;
    return [
      change(event, { proposedVersion: number }),
      planVersionTable.insert({
        planId: event.stream,
        version: number,
        status: 'PROPOSED',
        digest: digestOf(content),
        content: toJson(content),
        against: against ?? null,
        changes: toJson(changes),
        reason,
        proposedAt: event.recordedAt,
        agreedAt: null,
        publishedAt: null,
        validFrom: null,
        validUntil: null,
        discardReason: null,
      }),
      planCriteriaTable.insert({
        planId: event.stream,
        version: number,
        organisationId: event.metadata.organisationId ?? '',
        clauses: toJson(content.incidentCriteria.kind === 'OWN' ? content.incidentCriteria.clauses : []),
        validFrom: null,
        validUntil: null,
      }),
    ];
  },
  AgreementSought: (event) => [change(event)],
  AgreementGiven: (event) => [change(event)],
  AgreementTakenBack: (event) => [change(event)],
  ObjectionRaised: (event) => [change(event)],
  ObjectionSettled: (event) => [change(event)],
  AgreementReached: (event) => [
    change(event, { proposedVersion: null, agreedVersion: event.data.version }),
    version(event, event.data.version, { status: 'AGREED', agreedAt: event.recordedAt }),
  ],
  AgreementLapsed: (event) => [
    change(event, { proposedVersion: null }),
    version(event, event.data.version, { status: 'LAPSED' }),
  ],
  AgreementVoided: (event) => [
    change(event, { proposedVersion: null }),
    version(event, event.data.version, { status: 'VOIDED' }),
  ],
  PlanPublished: (event) => {
    const { version: number, from, ends, skipped } = event.data;
    return [
      change(event),
      ...(ends === undefined ? [] : inForce(event, ends, { validUntil: from })),
      ...skipped.flatMap((each) => inForce(event, each.version, { validUntil: each.from })),
      ...inForce(event, number, { validFrom: from }),
      version(event, number, { status: 'PUBLISHED', publishedAt: event.recordedAt }),
    ];
  },
  PlanVersionDiscarded: (event) => {
    const { version: number, reason, returnsTo } = event.data;
    return [
      change(event, { agreedVersion: returnsTo ?? null }),
      version(event, number, { status: 'DISCARDED', discardReason: reason }),
    ];
  },
  PlanClosed: (event) => [
    change(event, {
      status: 'CLOSED',
      closedOn: event.data.on,
      evaluatedVersion: event.data.version ?? null,
      evaluation: toJson(event.data.evaluation),
      lessons: toJson(event.data.lessons),
    }),
  ],
});

const progress = on(planEvents, {
  ReadingRecorded: (event) => [change(event)],
  ReadingRestated: (event) => [change(event)],
  ReadingAcknowledged: (event) => [change(event)],
  MilestoneReached: (event) => [change(event)],
  MilestoneMissed: (event) => [change(event)],
  MilestoneMoved: (event) => [change(event)],
});

/** Plans with their drafts, every version that was put forward, and the incident selection criteria in it. */
export const planRegister = defineProjection({
  name: 'plan-register',
  version: 2,
  tables: [planTable, planDraftTable, planVersionTable, planCriteriaTable],
  handlers: [...drafting, ...versions, ...progress],
});
