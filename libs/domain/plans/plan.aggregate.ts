import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { planCommands, type PlanCommand, type PlanInput } from './plan.commands.js';
import { planDecider } from './plan.decider.js';
import { planEvents, type PlanEvent } from './plan.events.js';
import { planPreparations } from './plan.preparations.js';
import type { PlanState } from './plan.state.js';

export const planAggregate = defineAggregate<PlanState, PlanCommand, PlanEvent, typeof planCommands, Session>({
  name: 'plan',
  context: 'plans',
  subject: 'Plan',
  events: planEvents,
  commands: planCommands,
  creations: ['BeginPlan'],
  decider: planDecider,
  preparations: planPreparations,
  attributes: (id, state, input) => {
    // The runner has checked the input against its schema. A right to begin is judged by the partnership named.
    const { type, data } = input as PlanInput;
    if (type === 'BeginPlan') return { id, partnershipId: data.partnershipId };
    if (state.kind === 'unknown') return { id };
    const { organisationId, partnershipId } = state;
    return { id, organisationId, partnershipId };
  },
  references: (_id, state) => {
    if (state.kind === 'unknown') return {};
    const { organisationId, partnershipId } = state;
    return { organisationId, partnershipId };
  },
});
