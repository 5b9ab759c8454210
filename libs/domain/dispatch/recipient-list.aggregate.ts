import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { mayUseLoopback } from './reachable-channels.js';
import { recipientListCommands, type RecipientListCommand } from './recipient-list.commands.js';
import { recipientListDecider, type RecipientListState } from './recipient-list.decider.js';
import { recipientListEvents, type RecipientListEvent } from './recipient-list.events.js';

export const recipientListAggregate = defineAggregate<
  RecipientListState,
  RecipientListCommand,
  RecipientListEvent,
  typeof recipientListCommands,
  Session
>({
  name: 'recipient-list',
  context: 'dispatch',
  subject: 'RecipientList',
  events: recipientListEvents,
  commands: recipientListCommands,
  creations: ['CreateRecipientList'],
  decider: recipientListDecider,
  preparations: {
    AddRecipients: (input, { session }) => ({
      outcome: 'prepared',
      data: { ...input, loopbackAllowed: mayUseLoopback(session) },
    }),
  },
  attributes: (id) => ({ id }),
  references: () => ({}),
});
