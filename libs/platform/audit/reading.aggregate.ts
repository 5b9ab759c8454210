import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { readingCommands, type ReadingCommand } from './reading.commands.js';
import { readingDecider, type ReadingState } from './reading.decider.js';
import { readingEvents, type ReadingEvent } from './reading.events.js';

/** One stream for each auditor and day, so that none grows without end. */
export const readingAggregate = defineAggregate<
  ReadingState,
  ReadingCommand,
  ReadingEvent,
  typeof readingCommands,
  Session
>({
  name: 'audit-readings',
  context: 'audit',
  subject: 'AuditReading',
  events: readingEvents,
  commands: readingCommands,
  creations: ['BeginReading'],
  decider: readingDecider,
  preparations: {},
  attributes: (id) => ({ id }),
  references: () => ({}),
});
