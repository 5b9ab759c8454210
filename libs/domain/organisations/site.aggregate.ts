import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { findOrganisations } from './organisation.queries.js';
import { siteCommands, type SiteCommand } from './site.commands.js';
import { siteDecider, type SiteState } from './site.decider.js';
import { siteEvents, type SiteEvent } from './site.events.js';

export const siteAggregate = defineAggregate<SiteState, SiteCommand, SiteEvent, typeof siteCommands, Session>({
  name: 'site',
  context: 'organisations',
  subject: 'Site',
  events: siteEvents,
  commands: siteCommands,
  creations: ['OpenSite', 'RecordSite'],
  decider: siteDecider,
  preparations: {
    OpenSite: (input, { session }) => withOrganisationKnown(input, session),
    RecordSite: (input, { session }) => withOrganisationKnown(input, session),
  },
  attributes: (id, state) =>
    state.kind === 'unknown'
      ? { id }
      : { id, organisationId: state.organisationId, enforcerId: state.allocations.get('WHOLE')?.authorityId ?? null },
  references: (_id, state) => (state.kind === 'unknown' ? {} : { organisationId: state.organisationId }),
});

async function withOrganisationKnown<Input extends { readonly organisationId: string }>(
  input: Input,
  session: Session,
) {
  const organisations = await findOrganisations(session, [input.organisationId]);
  const data = { ...input, organisationKnown: organisations.has(input.organisationId) };
  return { outcome: 'prepared' as const, data };
}
