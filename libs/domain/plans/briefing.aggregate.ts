import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { briefingCommands, type BriefingCommand } from './briefing.commands.js';
import { briefingDecider, type BriefingState } from './briefing.decider.js';
import { briefingEvents, type BriefingEvent } from './briefing.events.js';

/** One stream for each party that reads and each authority whose briefing it is. */
export const briefingAggregate = defineAggregate<
  BriefingState,
  BriefingCommand,
  BriefingEvent,
  typeof briefingCommands,
  Session
>({
  name: 'briefing',
  context: 'plans',
  subject: 'Briefing',
  events: briefingEvents,
  commands: briefingCommands,
  creations: ['DiscloseKeyInformation'],
  decider: briefingDecider,
  preparations: {},
  attributes: (id, _state, { data }) => ({
    id,
    authorityId: briefingCommands.DiscloseKeyInformation.parse(data).authorityId,
  }),
  references: (_id, { latest }) => latest ?? {},
});
