import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import type { IdOf } from '#platform/values';
import { authorityToServe } from './authority.queries.js';
import { officerCommands, type OfficerCommand } from './officer.commands.js';
import { lastService, officerDecider, type OfficerState } from './officer.decider.js';
import { officerEvents, type OfficerEvent } from './officer.events.js';

export const officerAggregate = defineAggregate<
  OfficerState,
  OfficerCommand,
  OfficerEvent,
  typeof officerCommands,
  Session
>({
  name: 'officer',
  context: 'regulators',
  subject: 'Officer',
  events: officerEvents,
  commands: officerCommands,
  creations: ['RegisterOfficer'],
  decider: officerDecider,
  preparations: {
    RegisterOfficer: async (input, { session, stream }) => {
      const authority = await authorityToServe(session, input.authorityId);
      return { outcome: 'prepared', data: { ...input, facts: { officerId: stream as IdOf<'officer'>, authority } } };
    },
    AmendOfficer: (input, { stream }) => ({
      outcome: 'prepared',
      data: { ...input, facts: { officerId: stream as IdOf<'officer'> } },
    }),
    TransferOfficer: async (input, { session }) => {
      const authority = await authorityToServe(session, input.authorityId);
      return { outcome: 'prepared', data: { ...input, facts: { authority } } };
    },
  },
  attributes: (id, state, { data }) => ({ id, authorityId: authorityServed(state, data) }),
  references: () => ({}),
});

function authorityServed(state: OfficerState, input: unknown): unknown {
  if (state.kind === 'known') return lastService(state).authorityId;
  return typeof input === 'object' && input !== null && 'authorityId' in input ? input.authorityId : undefined;
}
