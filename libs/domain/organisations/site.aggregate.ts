import { z } from 'zod';
import { defineAggregate, type CommandShape } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { findOrganisations } from './organisation.queries.js';
import { siteCommands, type SiteCommand } from './site.commands.js';
import { scopeKey, siteDecider, type KnownSite, type SiteState } from './site.decider.js';
import { allocationScope, siteEvents, type SiteEvent } from './site.events.js';

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
  attributes: (id, state, input) =>
    state.kind === 'unknown' ? { id } : { id, organisationId: state.organisationId, ...enforcement(state, input) },
  references: (_id, state) => (state.kind === 'unknown' ? {} : { organisationId: state.organisationId }),
});

/** What rights over enforcement rest on: they concern the scope that a command names, else the whole site. */
function enforcement({ allocations }: KnownSite, { data }: CommandShape) {
  const named = allocation.safeParse(data).data;
  const current = (named && allocations.get(scopeKey(named.scope))) ?? allocations.get('WHOLE');
  return {
    /** Who enforces there now; null for nobody. */
    enforcerId: current?.authorityId ?? null,
    /** To whom the command gives it. */
    givenTo: named?.authorityId ?? null,
    /** Whether anybody enforces anywhere at the site. */
    isAllocated: allocations.size > 0,
  };
}

const allocation = z.object({ authorityId: z.string(), scope: allocationScope });

async function withOrganisationKnown<Input extends { readonly organisationId: string }>(
  input: Input,
  session: Session,
) {
  const organisations = await findOrganisations(session, [input.organisationId]);
  const data = { ...input, organisationKnown: organisations.has(input.organisationId) };
  return { outcome: 'prepared' as const, data };
}
