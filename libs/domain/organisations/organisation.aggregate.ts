import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { organisationCommands, type OrganisationCommand } from './organisation.commands.js';
import { organisationDecider, type OrganisationState } from './organisation.decider.js';
import { organisationEvents, type OrganisationEvent } from './organisation.events.js';

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
  preparations: {},
  attributes: (id) => ({ id }),
  references: (id) => ({ organisationId: id }),
});
