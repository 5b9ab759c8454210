import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, on, toJson, type RowChange } from '#platform/projections';
import { londonDate, parseInstant } from '#platform/working-days';
import { partnershipEvents, type PartnershipEvent } from './partnership.events.js';
import { partnershipTable, regulatorsNoteTable } from './partnership-register.tables.js';
import type { EarlierScheme } from './partnership.vocabulary.js';

type Changes = Parameters<typeof partnershipTable.update>[1];

function change(event: StoredEvent, set: Changes = {}): RowChange {
  return partnershipTable.update({ id: event.stream }, { revision: event.revision, ...set });
}

function note(
  event: StoredEvent,
  kind: 'ELIGIBILITY_SET_ASIDE' | 'NO_SHADOW' | 'APPOINTMENT_ENDED',
  text: string,
  findings: readonly string[] = [],
) {
  return regulatorsNoteTable.insert({
    partnershipId: event.stream,
    revision: event.revision,
    organisationId: event.metadata.organisationId ?? '',
    kind,
    text,
    findings: toJson(findings),
    recordedAt: event.recordedAt,
  });
}

function schemeColumns(earlierScheme: EarlierScheme | undefined) {
  return {
    schemeRelation: earlierScheme?.relation ?? null,
    scheme: earlierScheme?.scheme ?? null,
    schemeReference: earlierScheme?.reference ?? null,
  };
}

/** The day in the United Kingdom on which the event was recorded. */
function dayOf(event: StoredEvent): string {
  return londonDate(parseInstant(event.recordedAt));
}

const lifecycleHandlers = on(partnershipEvents, {
  PartnershipProposed: (event) => [
    partnershipTable.insert({
      id: event.stream,
      revision: event.revision,
      organisationId: event.data.organisationId,
      status: 'PROPOSED',
      leadSide: event.data.leadSide,
      leadAuthorityId: event.data.leadAuthorityId,
      sector: event.data.sector,
      sectorKey: event.data.sector.toLowerCase(),
      bothEnforce: event.data.bothEnforce ? 1 : 0,
      ...schemeColumns(event.data.earlierScheme),
      proposedAt: event.recordedAt,
      consideringSince: null,
      organisationAgreedAt: null,
      regulatorsAgreedAt: null,
      startedOn: null,
      suspendedFrom: null,
      suspensionReason: null,
      endedOn: null,
      endReason: null,
      declinedBy: null,
      summary: null,
      accountManagerId: null,
      accountManagerAuthorityId: null,
      shadowId: null,
      shadowAuthorityId: null,
    }),
  ],
  EligibilitySetAside: (event) => [
    change(event),
    note(event, 'ELIGIBILITY_SET_ASIDE', event.data.reason, event.data.findings),
  ],
  ConsiderationBegun: (event) => [change(event, { status: 'CONSIDERING', consideringSince: event.recordedAt })],
  SideAgreed: (event) => [
    change(
      event,
      event.data.side === 'ORGANISATION'
        ? { organisationAgreedAt: event.recordedAt }
        : { regulatorsAgreedAt: event.recordedAt },
    ),
  ],
  PartnershipAgreed: (event) => [change(event, { status: 'AGREED' })],
  PartnershipDeclined: (event) => [
    change(event, {
      status: 'DECLINED',
      declinedBy: event.data.side,
      endReason: event.data.reason,
      endedOn: dayOf(event),
    }),
  ],
  ProposalWithdrawn: (event) => [
    change(event, { status: 'WITHDRAWN', endReason: event.data.reason, endedOn: dayOf(event) }),
  ],
  PartnershipActivated: (event) => [change(event, { status: 'ACTIVE', startedOn: event.data.from })],
  PartnershipTakenOver: (event) => [change(event, { status: 'ACTIVE', startedOn: event.data.from })],
  PartnershipSuspended: (event) => [
    change(event, { status: 'SUSPENDED', suspendedFrom: event.data.from, suspensionReason: event.data.reason }),
  ],
  PartnershipResumed: (event) => [change(event, { status: 'ACTIVE', suspendedFrom: null, suspensionReason: null })],
  PartnershipConcluded: (event) => [
    change(event, {
      status: 'CONCLUDED',
      endedOn: event.data.on,
      endReason: event.data.reason,
      summary: event.data.summary,
      suspendedFrom: null,
      suspensionReason: null,
    }),
  ],
  PartnershipAmended: (event) => [
    change(event, {
      sector: event.data.sector,
      sectorKey: event.data.sector.toLowerCase(),
      bothEnforce: event.data.bothEnforce ? 1 : 0,
      ...schemeColumns(event.data.earlierScheme),
    }),
  ],
  LeadTransferred: (event) => [
    change(event, { leadSide: event.data.leadSide, leadAuthorityId: event.data.leadAuthorityId }),
    // Before both sides have agreed, it is for the new lead to agree.
    ...(['PROPOSED', 'CONSIDERING'] as const).map((status) =>
      partnershipTable.update({ id: event.stream, status }, { regulatorsAgreedAt: null }),
    ),
  ],
});

/** Who holds the posts that rights and the gateway ask about. */
function postColumns(role: string, officerId: string | null, authorityId: string | null): Changes {
  if (role === 'ACCOUNT_MANAGER') return { accountManagerId: officerId, accountManagerAuthorityId: authorityId };
  if (role === 'SHADOW_ACCOUNT_MANAGER') return { shadowId: officerId, shadowAuthorityId: authorityId };
  return {};
}

const appointmentHandlers = on(partnershipEvents, {
  OfficerAppointed: (event) => [
    change(event, postColumns(event.data.role, event.data.officerId, event.data.authorityId)),
  ],
  SuccessorAppointed: (event) => [
    change(event, postColumns(event.data.role, event.data.officerId, event.data.authorityId)),
  ],
  AppointmentEnded: (event) => [change(event, postColumns(event.data.role, null, null))],
  AppointmentEndExplained: (event) => [change(event), note(event, 'APPOINTMENT_ENDED', event.data.reason)],
  ShadowDispensedWith: (event) => [change(event), note(event, 'NO_SHADOW', event.data.reason)],
});

/** The events that change nothing in the register but the revision; the other projections hold what they say. */
const touched = (event: StoredEvent): readonly RowChange[] => [change(event)];
const otherHandlers = on(partnershipEvents, {
  HandoverRecorded: touched,
  AbsenceRecorded: touched,
  AbsenceEndMoved: touched,
  ObjectiveProposed: touched,
  ObjectiveAmended: touched,
  ObjectiveAgreedBySide: touched,
  ObjectiveAgreed: touched,
  ObjectiveWithdrawn: touched,
  ObjectiveAchieved: touched,
  ReadingRecorded: touched,
  ReadingRestated: touched,
  ReadingAcknowledged: touched,
  PrinciplesAffirmed: touched,
  CriteriaDrafted: touched,
  CriteriaPublished: touched,
  MaturityAssessed: touched,
  LessonRecorded: touched,
} satisfies Partial<Record<PartnershipEvent['type'], typeof touched>>);

export const partnershipRegister = defineProjection({
  name: 'partnership-register',
  version: 3,
  tables: [partnershipTable, regulatorsNoteTable],
  handlers: [...lifecycleHandlers, ...appointmentHandlers, ...otherHandlers],
});
