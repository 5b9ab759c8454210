import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { messageCommands, type MessageCommand } from './message.commands.js';
import { messageDecider } from './message.decider.js';
import { messageEvents, type MessageEvent } from './message.events.js';
import { messagePreparations } from './message.preparations.js';
import type { MessageState } from './message.state.js';

export const messageAggregate = defineAggregate<
  MessageState,
  MessageCommand,
  MessageEvent,
  typeof messageCommands,
  Session
>({
  name: 'message',
  context: 'communications',
  subject: 'Message',
  events: messageEvents,
  commands: messageCommands,
  creations: ['DraftMessage'],
  decider: messageDecider,
  preparations: messagePreparations,
  // Whoever reads a version of the message may know of it; of which ones, the queries say.
  attributes: (id, state) =>
    state.kind === 'unknown' ? { id, readers: [] } : { id, readers: [...new Set([...state.readers.values()].flat())] },
  references: () => ({}),
});
