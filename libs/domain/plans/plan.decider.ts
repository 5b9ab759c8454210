import { decideAgreement, isAgreementCommand } from '#platform/agreements';
import { accept, reject, type Decider, type DecisionContext } from '#platform/event-sourcing';
import { canonicalText } from '#platform/values';
import type { PlanCommand } from './plan.commands.js';
import { begin, decideDrafting, worksOnPlans } from './plan.drafting.decider.js';
import type { PlanEvent } from './plan.events.js';
import { begun, evolvePlan } from './plan.evolution.js';
import { decidePriority } from './plan.priorities.decider.js';
import { decideProgress } from './plan.progress.decider.js';
import { closed, partnershipEnded, type PlanRejection } from './plan.rejections.js';
import type { KnownPlan, PlanDecision, PlanState } from './plan.state.js';
import { decideVariation } from './plan.variations.decider.js';
import { decideVersion } from './plan.versions.decider.js';

/** The plan's decider, put together from those of its subjects. */
export const planDecider: Decider<PlanState, PlanCommand, PlanEvent, PlanRejection> = {
  initialState: { kind: 'unknown' },

  decide(command, state, context) {
    if (command.type === 'BeginPlan') return begin(command.data, state, context);
    if (state.kind === 'unknown') return reject('NOT_FOUND', 'There is no such plan.', ['planId']);
    if (state.closed) return decideClosed(command, state.closed);
    return decideOpen(command, state, context);
  },

  evolve(state, event) {
    if (event.type === 'PlanBegun') return begun(event.data);
    return state.kind === 'unknown' ? state : evolvePlan(state, event);
  },
};

function decideOpen(
  command: Exclude<PlanCommand, { type: 'BeginPlan' }>,
  state: KnownPlan,
  context: DecisionContext,
): PlanDecision {
  const isCompleting = command.type === 'GiveAgreement' || command.type === 'SettleObjection';
  if (isCompleting && !worksOnPlans(command.data.facts.status)) return partnershipEnded();
  if (isAgreementCommand(command)) return decideAgreement(command, state.agreement, context);
  switch (command.type) {
    case 'DescribePlan':
    case 'AddressPrinciple':
    case 'ChooseIncidentCriteria':
      return decideDrafting(command, state, context);
    case 'AddVariation':
    case 'AmendVariation':
    case 'EndVariation':
    case 'RemoveVariation':
      return decideVariation(command, state, context);
    case 'AddPriority':
    case 'AmendPriority':
    case 'RemovePriority':
      return decidePriority(command, state, context);
    case 'ProposeVersion':
    case 'CallBackVersion':
    case 'PublishVersion':
    case 'DiscardVersion':
    case 'ClosePlan':
      return decideVersion(command, state, context);
    case 'RecordReading':
    case 'RestateReading':
    case 'AcknowledgeReading':
    case 'ReachMilestone':
    case 'MissMilestone':
    case 'MoveMilestone':
      return decideProgress(command, state, context);
  }
}

/** A deadline that passes of a version that is no longer put forward says nothing. */
function decideClosed(
  command: PlanCommand,
  { on, evaluation, lessons }: NonNullable<KnownPlan['closed']>,
): PlanDecision {
  if (command.type === 'PassAgreementDeadline') return accept();
  const same = command.type === 'ClosePlan' && canonicalText(command.data) === canonicalText({ evaluation, lessons });
  return same ? accept() : closed(on);
}
