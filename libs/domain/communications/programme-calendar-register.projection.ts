import type { StoredEvent } from '#platform/event-sourcing';
import { defineProjection, defineTable, flag, integer, nullable, on, text, type TablesOf } from '#platform/projections';
import type { PlainDate } from '#platform/working-days';
import { programmeCalendarEvents, type PeriodDetails, type PeriodKind } from './programme-calendar.events.js';

export const programmeCalendarTable = defineTable('programme_calendar', {
  columns: { id: text(), revision: integer(), authorityId: text() },
  primaryKey: ['id'],
});

export const programmePeriodTable = defineTable('programme_period', {
  columns: {
    calendarId: text(),
    number: integer(),
    authorityId: text(),
    kind: text<PeriodKind>(),
    title: text(),
    from: text<PlainDate>(),
    until: text<PlainDate>(),
    note: nullable(text()),
    /** 1 once it does not count any more. */
    withdrawn: flag(),
    /** Why it was amended or withdrawn the last time. */
    reason: nullable(text()),
    /** Who recorded it as it stands, and when. */
    recordedByPartyId: text(),
    recordedByOfficerId: nullable(text()),
    recordedAt: text(),
  },
  primaryKey: ['calendarId', 'number'],
  indexes: [
    ['withdrawn', 'from', 'calendarId', 'number'],
    ['authorityId', 'withdrawn', 'from', 'calendarId', 'number'],
    ['calendarId', 'from', 'number'],
  ],
});

export type ProgrammeCalendarTables = TablesOf<[typeof programmeCalendarTable, typeof programmePeriodTable]>;

function detailColumns({ kind, title, from, until, note }: PeriodDetails) {
  return { kind, title, from, until, note: note ?? null };
}

function recorderColumns({ metadata: { actor }, recordedAt }: StoredEvent) {
  return { recordedByPartyId: actor.party.id, recordedByOfficerId: actor.officerId ?? null, recordedAt };
}

const handlers = on(programmeCalendarEvents, {
  PeriodRecorded: (event) => [
    programmeCalendarTable.upsert({
      id: event.stream,
      revision: event.revision,
      authorityId: event.data.authorityId,
    }),
    programmePeriodTable.insert({
      calendarId: event.stream,
      number: event.data.period,
      authorityId: event.data.authorityId,
      ...detailColumns(event.data),
      withdrawn: 0,
      reason: null,
      ...recorderColumns(event),
    }),
  ],
  PeriodAmended: (event) => [
    programmeCalendarTable.update({ id: event.stream }, { revision: event.revision }),
    programmePeriodTable.update(
      { calendarId: event.stream, number: event.data.period },
      { ...detailColumns(event.data), reason: event.data.reason, ...recorderColumns(event) },
    ),
  ],
  PeriodWithdrawn: (event) => [
    programmeCalendarTable.update({ id: event.stream }, { revision: event.revision }),
    programmePeriodTable.update(
      { calendarId: event.stream, number: event.data.period },
      { withdrawn: 1, reason: event.data.reason, ...recorderColumns(event) },
    ),
  ],
});

export const programmeCalendarRegister = defineProjection({
  name: 'programme-calendar-register',
  version: 1,
  tables: [programmeCalendarTable, programmePeriodTable],
  handlers,
});
