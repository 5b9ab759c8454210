import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import {
  assistanceEntryCommands,
  type AssistanceEntryCommand,
  type NamedOfficer,
} from './assistance-entry.commands.js';
import { assistanceEntryDecider, type AssistanceEntryState } from './assistance-entry.decider.js';
import { assistanceEntryEvents, type AssistanceEntryEvent } from './assistance-entry.events.js';
import { findAssistanceEntries } from './assistance.queries.js';
import { authorityToServe } from './authority.queries.js';
import { findOfficers } from './officer.queries.js';

export const assistanceEntryAggregate = defineAggregate<
  AssistanceEntryState,
  AssistanceEntryCommand,
  AssistanceEntryEvent,
  typeof assistanceEntryCommands,
  Session
>({
  name: 'assistance-entry',
  context: 'regulators',
  subject: 'AssistanceEntry',
  events: assistanceEntryEvents,
  commands: assistanceEntryCommands,
  creations: ['ListAssistance'],
  decider: assistanceEntryDecider,
  preparations: {
    ListAssistance: async (input, { session }) => {
      const authority = await authorityToServe(session, input.authorityId);
      const officer = await namedOfficer(session, input.officerId);
      return { outcome: 'prepared', data: { ...input, facts: { authority, officer } } };
    },
    AmendAssistance: async (input, { session, stream }) => {
      const authorityId = await offeringAuthority(session, stream);
      const authority = await authorityToServe(session, authorityId);
      const officer = await namedOfficer(session, input.officerId);
      return { outcome: 'prepared', data: { ...input, facts: { authority, officer } } };
    },
  },
  attributes: (id, state, { data }) => ({ id, authorityId: authorityOf(state, data) }),
  references: () => ({}),
});

function authorityOf(state: AssistanceEntryState, input: unknown): unknown {
  if (state.kind !== 'unknown') return state.authorityId;
  return typeof input === 'object' && input !== null && 'authorityId' in input ? input.authorityId : undefined;
}

/** Empty where there is no such entry, which the decider refuses by itself. */
async function offeringAuthority(session: Session, id: string): Promise<string> {
  return (await findAssistanceEntries(session, [id])).get(id)?.authorityId ?? '';
}

async function namedOfficer(session: Session, id: string | undefined): Promise<NamedOfficer> {
  return id === undefined ? undefined : (await findOfficers(session, [id])).get(id);
}
