import { currentPartnershipOf } from '#domain/partnerships';
import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { deriveId, idOf } from '#platform/values';
import { localConcernCommands, type LocalConcernCommand } from './local-concern.commands.js';
import { localConcernDecider } from './local-concern.decider.js';
import { localConcernEvents, type LocalConcernEvent } from './local-concern.events.js';
import { findLocalConcerns } from './local-concern.queries.js';
import type { LocalConcernState } from './local-concern.state.js';

const authorityId = idOf('authority');
const partnershipId = idOf('partnership');

export const localConcernAggregate = defineAggregate<
  LocalConcernState,
  LocalConcernCommand,
  LocalConcernEvent,
  typeof localConcernCommands,
  Session
>({
  name: 'local-concern',
  context: 'plans',
  subject: 'LocalConcern',
  events: localConcernEvents,
  commands: localConcernCommands,
  creations: ['RaiseLocalConcern'],
  decider: localConcernDecider,
  preparations: {
    RaiseLocalConcern: async (input, { session, stream, actor }) => {
      const partnership = await activePartnership(session, input.organisationId);
      return {
        outcome: 'prepared',
        data: {
          ...input,
          // Only people of an authority may raise one.
          authorityId: authorityId.parse(actor.party.id),
          memberId: deriveId('elected-member', stream),
          partnershipId: partnership && partnershipId.parse(partnership.id),
        },
      };
    },
    ReferLocalConcern: async (input, { session, stream }) => {
      const concern = (await findLocalConcerns(session, [stream])).get(stream);
      const partnership = concern && (await activePartnership(session, concern.organisationId));
      return {
        outcome: 'prepared',
        data: { ...input, leadAuthorityId: partnership && authorityId.parse(partnership.leadAuthorityId) },
      };
    },
    ProposeConcernSettlement: (input, { session }) => actingFor(input, session),
    ConfirmConcernSettlement: (input, { session }) => actingFor(input, session),
  },
  attributes: (id, state) =>
    state.kind === 'unknown'
      ? { id }
      : {
          id,
          status: state.status,
          authorityId: state.authorityId,
          organisationId: state.organisationId,
          referredToAuthorityId: state.referredToAuthorityId ?? null,
        },
  references: (_id, state) =>
    state.kind === 'unknown' ? {} : { organisationId: state.organisationId, partnershipId: state.partnershipId },
});

async function activePartnership(session: Session, organisationId: string) {
  const partnership = (await currentPartnershipOf.load(session, [organisationId])).get(organisationId);
  return partnership?.status === 'ACTIVE' ? partnership : undefined;
}

function actingFor<Input>(
  input: Input,
  { standing }: Session,
): { readonly outcome: 'prepared'; readonly data: Input & { readonly ownAuthorities: readonly string[] } } {
  return { outcome: 'prepared', data: { ...input, ownAuthorities: standing.ids('ownAuthorities') } };
}
