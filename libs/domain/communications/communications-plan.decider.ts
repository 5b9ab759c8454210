import { accept, reject, type Decider } from '#platform/event-sourcing';
import { isSame } from '#platform/values';
import { comparePlainDates } from '#platform/working-days';
import type { CommunicationsPlanCommand, PlanDataOf } from './communications-plan.commands.js';
import type { CommunicationsPlanEvent, PlanDetails } from './communications-plan.events.js';
import { decideOnLink, decideOnMilestone, decideOnNeed, dayOutside } from './communications-plan-parts.decider.js';
import {
  evolvePlan,
  type CommunicationsPlanRejection,
  type CommunicationsPlanState,
  type KnownPlan,
  type PlanDecision,
  type PlanRefusal,
} from './communications-plan.state.js';

export const communicationsPlanDecider: Decider<
  CommunicationsPlanState,
  CommunicationsPlanCommand,
  CommunicationsPlanEvent,
  CommunicationsPlanRejection
> = {
  initialState: { kind: 'unknown' },

  decide(command, state) {
    if (command.type === 'DraftCommunicationsPlan') return draft(command.data, state);
    if (state.kind === 'unknown') {
      return reject('NOT_FOUND', 'There is no such communications plan.', ['communicationsPlanId']);
    }
    if (command.type === 'CloseCommunicationsPlan') return close(command.data, state);
    if (state.status === 'CLOSED') return reject('PLAN_CLOSED', 'The plan is closed; it can no longer change.');
    return change(command, state);
  },

  evolve: evolvePlan,
};

type Change = Exclude<CommunicationsPlanCommand, { type: 'DraftCommunicationsPlan' | 'CloseCommunicationsPlan' }>;

function change(command: Change, plan: KnownPlan): PlanDecision {
  switch (command.type) {
    case 'AmendCommunicationsPlan':
      return amend(command.data, plan);
    case 'PutCommunicationsPlanInForce':
      return putInForce(plan);
    case 'AddMilestone':
    case 'AmendMilestone':
    case 'WithdrawMilestone':
      return decideOnMilestone(command, plan);
    case 'AddNeed':
    case 'AmendNeed':
    case 'WithdrawNeed':
      return decideOnNeed(command, plan);
    case 'LinkMessage':
    case 'UnlinkMessage':
      return decideOnLink(command, plan);
  }
}

function draft(details: PlanDetails, state: CommunicationsPlanState): PlanDecision {
  if (state.kind !== 'unknown') return reject('ALREADY_EXISTS', 'This communications plan is on record already.');
  return outOfOrder(details) ?? accept({ type: 'CommunicationsPlanDrafted', data: details });
}

function amend({ reason, ...details }: PlanDataOf<'AmendCommunicationsPlan'>, plan: KnownPlan): PlanDecision {
  if (isSame(details, plan.details)) return accept();
  return (
    outOfOrder(details) ??
    leftOutside(details, plan) ??
    accept({ type: 'CommunicationsPlanAmended', data: { ...details, reason } })
  );
}

function putInForce({ status, needs }: KnownPlan): PlanDecision {
  if (status === 'IN_FORCE') return accept();
  if ([...needs.values()].some(({ withdrawnFor }) => withdrawnFor === undefined)) {
    return accept({ type: 'CommunicationsPlanPutInForce', data: {} });
  }
  return reject('PLAN_WITHOUT_NEED', 'The plan says of nobody what they must hear. Add a need first.');
}

function close({ evaluation }: PlanDataOf<'CloseCommunicationsPlan'>, plan: KnownPlan): PlanDecision {
  if (plan.status === 'IN_FORCE') return accept({ type: 'CommunicationsPlanClosed', data: { evaluation } });
  if (plan.status === 'DRAFT') {
    return reject('OUT_OF_ORDER', 'The plan was never in force, so that there is nothing to evaluate.');
  }
  if (plan.evaluation === evaluation) return accept();
  return reject('PLAN_CLOSED', 'The plan is closed with another evaluation.', ['evaluation']);
}

function outOfOrder({ from, until }: PlanDetails): PlanRefusal {
  if (comparePlainDates(from, until) <= 0) return undefined;
  return reject('DATES_OUT_OF_ORDER', `The plan begins on ${from}; it cannot end before.`, ['until']);
}

/** What counts in the plan lies within its days, also once these are others. */
function leftOutside(wanted: PlanDetails, { milestones, needs }: KnownPlan): PlanRefusal {
  for (const [number, { details, withdrawnFor }] of milestones) {
    if (withdrawnFor !== undefined || !dayOutside(details.on, wanted)) continue;
    return leaves(`Milestone ${number} (${details.name}) is on ${details.on}`, details.on < wanted.from);
  }
  for (const [number, { details, withdrawnFor }] of needs) {
    if (withdrawnFor !== undefined || !dayOutside(details.by, wanted)) continue;
    return leaves(`Need ${number} is for ${details.by}`, details.by < wanted.from);
  }
  return undefined;
}

function leaves(what: string, early: boolean): PlanRefusal {
  return reject('DATE_OUTSIDE_PLAN', `${what}, which the plan would not hold any more.`, [early ? 'from' : 'until']);
}
