import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { organisationCommands, type OrganisationCommand } from './organisation.commands.js';
import { organisationDecider, type OrganisationState } from './organisation.decider.js';
import { organisationEvents, type OrganisationEvent } from './organisation.events.js';
import { findOtherOwners } from './organisation.queries.js';
import type { LegalEntity } from './registry-number.js';

export const organisationAggregate = defineAggregate<
  OrganisationState,
  OrganisationCommand,
  OrganisationEvent,
  typeof organisationCommands,
  Session
>({
  name: 'organisation',
  context: 'organisations',
  subject: 'Organisation',
  events: organisationEvents,
  commands: organisationCommands,
  creations: ['RegisterOrganisation', 'RecordOrganisation'],
  decider: organisationDecider,
  preparations: {
    RegisterOrganisation: (input, { session, stream }) => withOtherOwners(input, input.legalEntities, session, stream),
    RecordOrganisation: (input, { session, stream }) => withOtherOwners(input, [input.legalEntity], session, stream),
    AddLegalEntity: (input, { session, stream }) => withOtherOwners(input, [input.legalEntity], session, stream),
  },
  attributes: (id) => ({ id }),
  references: (id) => ({ organisationId: id }),
});

async function withOtherOwners<Input extends object>(
  input: Input,
  entities: readonly LegalEntity[],
  session: Session,
  stream: string,
) {
  const owners = await findOtherOwners(session, entities, stream);
  const otherOwners = new Map([...owners].map(([key, { name }]) => [key, name]));
  return { outcome: 'prepared' as const, data: { ...input, otherOwners } };
}
