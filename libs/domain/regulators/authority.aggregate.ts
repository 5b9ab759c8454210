import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { authorityCommands, type AuthorityCommand, type NamedAuthorities } from './authority.commands.js';
import { authorityDecider, type AuthorityState } from './authority.decider.js';
import { authorityEvents, type AuthorityDetails, type AuthorityEvent } from './authority.events.js';
import { findAuthorities } from './authority.queries.js';
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
    RegisterAuthority: async (input, { session }) => prepared(input, await namedIn(session, input)),
    AmendAuthority: async (input, { session }) => prepared(input, await namedIn(session, input)),
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

async function known(session: Session, ids: readonly string[]): Promise<NamedAuthorities> {
  const rows = await findAuthorities(session, ids);
  return { known: new Map([...rows].map(([id, { kind }]) => [id, kind])) };
}

function namedIn(session: Session, { countyId, parentId }: AuthorityDetails): Promise<NamedAuthorities> {
  return known(
    session,
    [countyId, parentId].filter((id) => id !== undefined),
  );
}

async function successionFacts(session: Session, ownId: string, successors: readonly { authorityId: string }[]) {
  const ids = successors.map(({ authorityId }) => authorityId);
  return { ...(await known(session, ids)), ownId, predecessors: await findPredecessorIds(session, ownId) };
}
