import { defineAggregate, type CommandShape } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { partnershipCommands, type PartnershipCommand, type PartnershipInput } from './partnership.commands.js';
import { partnershipDecider } from './partnership.decider.js';
import { partnershipEvents, type PartnershipEvent } from './partnership.events.js';
import { partnershipPreparations } from './partnership.preparations.js';
import { holderOf, type PartnershipState } from './partnership.state.js';

export const partnershipAggregate = defineAggregate<
  PartnershipState,
  PartnershipCommand,
  PartnershipEvent,
  typeof partnershipCommands,
  Session
>({
  name: 'partnership',
  context: 'partnerships',
  subject: 'Partnership',
  events: partnershipEvents,
  commands: partnershipCommands,
  creations: ['ProposePartnership', 'RecordPartnership'],
  decider: partnershipDecider,
  preparations: partnershipPreparations,
  attributes: (id, state, input) => {
    const proposed = proposedAttributes(input);
    if (proposed || state.kind === 'unknown') return { id, ...proposed };
    const { organisationId, leadAuthorityId, status } = state;
    return {
      id,
      organisationId,
      leadAuthorityId,
      status,
      accountManagerId: holderOf(state, 'ACCOUNT_MANAGER')?.officerId ?? null,
      shadowId: holderOf(state, 'SHADOW_ACCOUNT_MANAGER')?.officerId ?? null,
    };
  },
  references: (id, state) =>
    state.kind === 'unknown' ? {} : { organisationId: state.organisationId, partnershipId: id },
});

/**
 * Rights to propose are judged by what is proposed, also when the organisation turns out to have a partnership. The
 * runner has checked the input against its schema.
 */
function proposedAttributes(input: CommandShape) {
  const { type, data } = input as PartnershipInput;
  if (type !== 'ProposePartnership' && type !== 'RecordPartnership') return undefined;
  const { organisationId, leadAuthorityId } = data;
  return { organisationId, leadAuthorityId, status: 'PROPOSED', accountManagerId: null, shadowId: null };
}
