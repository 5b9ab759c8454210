import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import {
  authorityCommands,
  type AuthorityCommand,
  type CodeFacts,
  type NamedAuthorities,
} from './authority.commands.js';
import { authorityDecider, type AuthorityState } from './authority.decider.js';
import { authorityEvents, type AuthorityDetails, type AuthorityEvent } from './authority.events.js';
import { findAuthorities, findCouncils, type CouncilCodes } from './authority.queries.js';
import { findPredecessorIds } from './lineage.queries.js';

export const authorityAggregate = defineAggregate<
  AuthorityState,
  AuthorityCommand,
  AuthorityEvent,
  typeof authorityCommands,
  Session
>({
  name: 'authority',
  context: 'regulators',
  subject: 'Authority',
  events: authorityEvents,
  commands: authorityCommands,
  creations: ['RegisterAuthority', 'RecordAuthority'],
  decider: authorityDecider,
  preparations: {
    RegisterAuthority: async (input, { session, stream }) => {
      const holder = input.kind === 'LOCAL_AUTHORITY' ? await codeHolder(session, stream, input) : undefined;
      return prepared(input, { ...(await namedIn(session, stream, input)), holder });
    },
    AmendAuthority: async (input, { session, stream }) => prepared(input, await namedIn(session, stream, input)),
    AssignGssCode: async (input, { session, stream }) =>
      prepared(input, { holder: await codeHolder(session, stream, input) }),
    DissolveAuthority: async (input, { session, stream }) =>
      prepared(input, await successionFacts(session, stream, input.successors)),
    CorrectDissolution: async (input, { session, stream }) =>
      prepared(input, await successionFacts(session, stream, input.successors)),
    RecordAuthority: (input, { stream }) => prepared(input, { ownId: stream }),
  },
  attributes: (id) => ({ id }),
  references: () => ({}),
});

function prepared<Input, Facts>(input: Input, facts: Facts) {
  return { outcome: 'prepared' as const, data: { ...input, facts } };
}

async function namedIn(
  session: Session,
  ownId: string,
  { countyId, parentId }: AuthorityDetails,
): Promise<NamedAuthorities> {
  const ids = [countyId, parentId].filter((id) => id !== undefined);
  return { ownId, known: await findAuthorities(session, ids) };
}

async function codeHolder(session: Session, ownId: string, codes: CouncilCodes): Promise<CodeFacts['holder']> {
  const [council] = await findCouncils(session, [codes]);
  return council?.id === ownId ? undefined : council;
}

async function successionFacts(session: Session, ownId: string, successors: readonly { authorityId: string }[]) {
  const ids = successors.map(({ authorityId }) => authorityId);
  return { known: await findAuthorities(session, ids), ownId, predecessors: await findPredecessorIds(session, ownId) };
}
