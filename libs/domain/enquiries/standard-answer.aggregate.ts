import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { standardAnswerCommands, type StandardAnswerCommand } from './standard-answer.commands.js';
import { standardAnswerDecider, type StandardAnswerState } from './standard-answer.decider.js';
import { standardAnswerEvents, type StandardAnswerEvent } from './standard-answer.events.js';

export const standardAnswerAggregate = defineAggregate<
  StandardAnswerState,
  StandardAnswerCommand,
  StandardAnswerEvent,
  typeof standardAnswerCommands,
  Session
>({
  name: 'standard-answer',
  context: 'enquiries',
  subject: 'StandardAnswer',
  events: standardAnswerEvents,
  commands: standardAnswerCommands,
  creations: ['DraftStandardAnswer'],
  decider: standardAnswerDecider,
  preparations: {},
  attributes: (id, state) => ({
    id,
    status: statusOf(state),
    version: state.kind === 'known' ? state.version : 0,
  }),
  references: () => ({}),
});

function statusOf(state: StandardAnswerState): 'DRAFT' | 'PUBLISHED' | 'WITHDRAWN' {
  if (state.kind === 'unknown') return 'DRAFT';
  if (state.withdrawn) return 'WITHDRAWN';
  return state.published ? 'PUBLISHED' : 'DRAFT';
}
