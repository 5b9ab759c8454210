import { findAuthorities } from '#domain/regulators';
import { defineAggregate } from '#platform/event-sourcing';
import type { Session } from '#platform/sessions';
import { parsePlainDate } from '#platform/working-days';
import {
  programmeCalendarCommands,
  type CalendarAuthority,
  type ProgrammeCalendarCommand,
} from './programme-calendar.commands.js';
import { programmeCalendarDecider, type ProgrammeCalendarState } from './programme-calendar.decider.js';
import { programmeCalendarEvents, type ProgrammeCalendarEvent } from './programme-calendar.events.js';
import { findProgrammeCalendars } from './programme-calendar.queries.js';

export const programmeCalendarAggregate = defineAggregate<
  ProgrammeCalendarState,
  ProgrammeCalendarCommand,
  ProgrammeCalendarEvent,
  typeof programmeCalendarCommands,
  Session
>({
  name: 'programme-calendar',
  context: 'communications',
  subject: 'ProgrammeCalendar',
  events: programmeCalendarEvents,
  commands: programmeCalendarCommands,
  creations: ['RecordPeriod'],
  decider: programmeCalendarDecider,
  preparations: {
    RecordPeriod: (input, { session }) => withAuthority(input, session, input.authorityId),
    AmendPeriod: async (input, { session, stream }) => withAuthority(input, session, await keeper(session, stream)),
    WithdrawPeriod: async (input, { session, stream }) => withAuthority(input, session, await keeper(session, stream)),
  },
  attributes: (id, state, { data }) => ({ id, authorityId: authorityOf(state, data) }),
  references: () => ({}),
});

function authorityOf(state: ProgrammeCalendarState, input: unknown): unknown {
  if (state.kind === 'kept') return state.authorityId;
  return typeof input === 'object' && input !== null && 'authorityId' in input ? input.authorityId : undefined;
}

async function withAuthority<Input extends object>(input: Input, session: Session, authorityId: string) {
  const authority = await calendarAuthority(session, authorityId);
  return { outcome: 'prepared' as const, data: { ...input, authority } };
}

async function calendarAuthority(session: Session, id: string): Promise<CalendarAuthority> {
  const row = (await findAuthorities(session, [id])).get(id);
  if (!row) return { known: false };
  const endedOn = row.endedOn === null ? undefined : parsePlainDate(row.endedOn);
  return {
    known: true,
    name: row.name,
    kind: row.kind,
    endedOn,
    own: session.standing.ids('ownAuthorities').includes(id),
  };
}

/** Empty where the read models do not show the calendar, which the decider refuses by itself. */
async function keeper(session: Session, id: string): Promise<string> {
  return (await findProgrammeCalendars(session, [id])).get(id)?.authorityId ?? '';
}
