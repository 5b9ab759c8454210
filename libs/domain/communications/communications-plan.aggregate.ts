import { findRegions } from '#domain/regulators';
import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { communicationsPlanCommands, type CommunicationsPlanCommand } from './communications-plan.commands.js';
import { communicationsPlanDecider } from './communications-plan.decider.js';
import { communicationsPlanEvents, type CommunicationsPlanEvent } from './communications-plan.events.js';
import { linkableMessage } from './communications-plan-messages.queries.js';
import type { CommunicationsPlanState } from './communications-plan.state.js';
import type { Audience } from './audience.vocabulary.js';

export const communicationsPlanAggregate = defineAggregate<
  CommunicationsPlanState,
  CommunicationsPlanCommand,
  CommunicationsPlanEvent,
  typeof communicationsPlanCommands,
  Session
>({
  name: 'communications-plan',
  context: 'communications',
  subject: 'CommunicationsPlan',
  events: communicationsPlanEvents,
  commands: communicationsPlanCommands,
  creations: ['DraftCommunicationsPlan'],
  decider: communicationsPlanDecider,
  preparations: {
    AddNeed: async (input, { session }) =>
      prepared(input, { regionKnown: await isKnownRegion(session, input.audience) }),
    AmendNeed: async (input, { session }) =>
      prepared(input, { regionKnown: await isKnownRegion(session, input.audience) }),
    LinkMessage: async (input, { session }) =>
      prepared(input, { message: await linkableMessage(session, input.messageId) }),
  },
  attributes: (id, state) => ({ id, status: state.kind === 'known' ? state.status : 'DRAFT' }),
  references: () => ({}),
});

function prepared<Input, Facts>(input: Input, facts: Facts) {
  return { outcome: 'prepared' as const, data: { ...input, facts } };
}

async function isKnownRegion(session: Session, audience: Audience): Promise<boolean> {
  const region = 'region' in audience ? audience.region : undefined;
  return region === undefined || (await findRegions(session)).has(region.toLowerCase());
}
