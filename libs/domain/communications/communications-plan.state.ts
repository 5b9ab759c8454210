import type { Decision } from '#platform/event-sourcing';
import type {
  CommunicationsPlanEvent,
  MilestoneDetails,
  NeedDetails,
  PlanDetails,
  PlanStatus,
} from './communications-plan.events.js';

export interface PlannedMilestone {
  readonly details: MilestoneDetails;
  readonly withdrawnFor: string | undefined;
}

export interface PlannedNeed {
  readonly details: NeedDetails;
  readonly withdrawnFor: string | undefined;
  readonly messages: ReadonlySet<string>;
  /** Messages that were linked once, and why each is not any more. */
  readonly unlinkedFor: ReadonlyMap<string, string>;
}

export interface KnownPlan {
  readonly kind: 'known';
  readonly status: PlanStatus;
  readonly details: PlanDetails;
  /** By number. */
  readonly milestones: ReadonlyMap<number, PlannedMilestone>;
  readonly needs: ReadonlyMap<number, PlannedNeed>;
  readonly evaluation: string | undefined;
}

export type CommunicationsPlanState = { readonly kind: 'unknown' } | KnownPlan;

export type CommunicationsPlanRejection =
  | 'ALREADY_EXISTS'
  | 'NOT_FOUND'
  | 'OUT_OF_ORDER'
  | 'PLAN_CLOSED'
  | 'PLAN_WITHOUT_NEED'
  | 'DATES_OUT_OF_ORDER'
  | 'DATE_OUTSIDE_PLAN'
  | 'MILESTONE_EXISTS'
  | 'MILESTONE_UNKNOWN'
  | 'MILESTONE_IN_USE'
  | 'NEED_UNKNOWN'
  | 'REGION_UNKNOWN'
  | 'REGION_REQUIRED'
  | 'MESSAGE_UNKNOWN'
  | 'MESSAGE_WITHDRAWN'
  | 'MESSAGE_NOT_LINKED'
  | 'TOO_MANY_IN_PLAN';

export type PlanDecision = Decision<CommunicationsPlanEvent, CommunicationsPlanRejection>;
export type PlanRefusal = Decision<never, CommunicationsPlanRejection> | undefined;

export function evolvePlan(state: CommunicationsPlanState, event: CommunicationsPlanEvent): CommunicationsPlanState {
  if (event.type === 'CommunicationsPlanDrafted') {
    const nothing = { milestones: new Map(), needs: new Map(), evaluation: undefined };
    return { kind: 'known', status: 'DRAFT', details: event.data, ...nothing };
  }
  if (state.kind === 'unknown') return state;
  switch (event.type) {
    case 'CommunicationsPlanAmended': {
      const { reason: _, ...details } = event.data;
      return { ...state, details };
    }
    case 'CommunicationsPlanPutInForce':
      return { ...state, status: 'IN_FORCE' };
    case 'CommunicationsPlanClosed':
      return { ...state, status: 'CLOSED', evaluation: event.data.evaluation };
    case 'MilestoneAdded':
    case 'MilestoneAmended':
    case 'MilestoneWithdrawn':
      return { ...state, milestones: withMilestone(state.milestones, event) };
    default:
      return { ...state, needs: withNeed(state.needs, event) };
  }
}

type EventOf<Type extends CommunicationsPlanEvent['type']> = Extract<CommunicationsPlanEvent, { type: Type }>;

function withMilestone(
  milestones: KnownPlan['milestones'],
  event: EventOf<'MilestoneAdded' | 'MilestoneAmended' | 'MilestoneWithdrawn'>,
): KnownPlan['milestones'] {
  const { milestone: number } = event.data;
  if (event.type !== 'MilestoneWithdrawn') {
    const { name, on } = event.data;
    return new Map([...milestones, [number, { details: { name, on }, withdrawnFor: undefined }]]);
  }
  const { details } = present(milestones.get(number), event.type);
  return new Map([...milestones, [number, { details, withdrawnFor: event.data.reason }]]);
}

function withNeed(
  needs: KnownPlan['needs'],
  event: EventOf<'NeedAdded' | 'NeedAmended' | 'NeedWithdrawn' | 'MessageLinked' | 'MessageUnlinked'>,
): KnownPlan['needs'] {
  const { need: number } = event.data;
  if (event.type === 'NeedAdded') {
    const { need: _, ...details } = event.data;
    const nothing = { messages: new Set<string>(), unlinkedFor: new Map<string, string>() };
    return new Map([...needs, [number, { details, withdrawnFor: undefined, ...nothing }]]);
  }
  return new Map([...needs, [number, changedNeed(present(needs.get(number), event.type), event)]]);
}

function changedNeed(
  before: PlannedNeed,
  event: EventOf<'NeedAmended' | 'NeedWithdrawn' | 'MessageLinked' | 'MessageUnlinked'>,
): PlannedNeed {
  switch (event.type) {
    case 'NeedAmended': {
      const { need: _need, reason: _reason, ...details } = event.data;
      return { ...before, details };
    }
    case 'NeedWithdrawn':
      return { ...before, withdrawnFor: event.data.reason };
    case 'MessageLinked':
      return { ...before, messages: new Set([...before.messages, event.data.messageId]) };
    case 'MessageUnlinked': {
      const { messageId, reason } = event.data;
      return {
        ...before,
        messages: new Set([...before.messages].filter((id) => id !== messageId)),
        unlinkedFor: new Map([...before.unlinkedFor, [messageId, reason]]),
      };
    }
  }
}

function present<Part>(part: Part | undefined, type: string): Part {
  if (part === undefined) throw new Error(`${type} is about a part of the plan that was never added.`);
  return part;
}
