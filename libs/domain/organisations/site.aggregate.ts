import { z } from 'zod';
import { defineAggregate, type CommandShape } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import type { IdOf } from '#platform/values';
import { parsePlainDate } from '#platform/working-days';
import { findAuthorities, type AuthorityKind } from '#domain/regulators';
import { findOrganisations } from './organisation.queries.js';
import { allocationFor } from './site.allocations.js';
import { siteCommands, type NamedAuthority, type SiteCommand } from './site.commands.js';
import { siteDecider, type KnownSite, type SiteState } from './site.decider.js';
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
    OpenSite: async (input, { session }) => prepared({ ...input, ...(await organisationIn(session, input)) }),
    RecordSite: async ({ allocation, ...input }, { session }) =>
      prepared({
        ...input,
        ...(await organisationIn(session, input)),
        ...(allocation ? { allocation: { ...allocation, ...(await authorityIn(session, allocation)) } } : {}),
      }),
    AllocateEnforcement: async (input, { session }) => prepared({ ...input, ...(await authorityIn(session, input)) }),
    TransferEnforcement: async (input, { session }) => prepared({ ...input, ...(await authorityIn(session, input)) }),
    AssignEnforcement: async (input, { session }) => prepared({ ...input, ...(await authorityIn(session, input)) }),
  },
  attributes: (id, state, input) =>
    state.kind === 'unknown' ? { id } : { id, organisationId: state.organisationId, ...enforcement(state, input) },
  references: (_id, state) => (state.kind === 'unknown' ? {} : { organisationId: state.organisationId }),
});

/** What rights over enforcement rest on: they concern the scope that a command names, else the whole site. */
function enforcement({ allocations }: KnownSite, { data }: CommandShape) {
  const named = scoped.safeParse(data).data;
  return {
    /** Who enforces there now; null for nobody. */
    enforcerId: allocationFor(allocations, named?.scope ?? { kind: 'WHOLE' })?.authorityId ?? null,
    /** To whom the command gives it. */
    givenTo: named?.authorityId ?? null,
    /** Whether anybody enforces anywhere at the site. */
    isAllocated: allocations.size > 0,
  };
}

const scoped = z.object({ scope: allocationScope, authorityId: z.string().optional() });

function prepared<Data>(data: Data) {
  return { outcome: 'prepared' as const, data };
}

async function organisationIn(session: Session, { organisationId }: { readonly organisationId: string }) {
  const organisations = await findOrganisations(session, [organisationId]);
  return { organisationKnown: organisations.has(organisationId) };
}

/** Who enforces health and safety law: SI 1998/494. */
const ENFORCING: readonly AuthorityKind[] = ['HSE', 'HSE_DIVISION', 'LOCAL_AUTHORITY'];

async function authorityIn(
  session: Session,
  { authorityId }: { readonly authorityId: IdOf<'authority'> },
): Promise<{ readonly authority: NamedAuthority }> {
  const row = (await findAuthorities(session, [authorityId])).get(authorityId);
  if (!row) return { authority: { kind: 'unknown' } };
  const endedOn = row.endedOn === null ? undefined : parsePlainDate(row.endedOn);
  return { authority: { kind: 'known', mayEnforce: ENFORCING.includes(row.kind), endedOn } };
}
