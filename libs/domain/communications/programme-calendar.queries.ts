import { sql } from 'kysely';
import type { AuthorityTables } from '#domain/regulators';
import { visibleRows } from '#platform/access';
import {
  connectionOf,
  defineBatch,
  defineConnectionBatch,
  type Connection,
  type ConnectionArguments,
} from '#platform/graphql';
import type { RowOf } from '#platform/projections';
import { defineLookUp, type QuerySource, type Session } from '#platform/sessions';
import { deriveId, type IdOf } from '#platform/values';
import type { PlainDate } from '#platform/working-days';
import type {
  programmeCalendarTable,
  ProgrammeCalendarTables,
  programmePeriodTable,
} from './programme-calendar-register.projection.js';
import type { DatedPeriod, IssueWindow } from './programme-calendar.fit.js';

export type ProgrammeCalendarRow = RowOf<(typeof programmeCalendarTable)['columns']>;
export type ProgrammePeriodRow = RowOf<(typeof programmePeriodTable)['columns']>;

/** Each authority has one calendar, whoever recorded in it first. */
export function programmeCalendarIdOf(authorityId: string): IdOf<'programme-calendar'> {
  return deriveId('programme-calendar', authorityId);
}

const periodsByDay = { by: ['from', 'calendarId', 'number'], direction: 'asc' } as const;

/** The calendars among `ids` that the caller may know of. */
export const findProgrammeCalendars = defineLookUp(
  (source, ids) =>
    source
      .tables<ProgrammeCalendarTables>()
      .selectFrom('programme_calendar')
      .selectAll()
      .where(visibleRows(source.ability, 'read', 'ProgrammeCalendar'))
      .where('id', 'in', ids),
  ({ id }) => id,
);

export const programmeCalendarById = defineBatch('programme-calendar', findProgrammeCalendars);

/** Whoever sees an authority's calendar sees its periods. */
function periods(source: QuerySource) {
  return source
    .tables<ProgrammeCalendarTables & AuthorityTables>()
    .selectFrom('programme_period')
    .selectAll('programme_period')
    .where(visibleRows(source.ability, 'read', 'ProgrammeCalendar', { table: 'programme_period' }));
}

export interface ProgrammeDatesFilter {
  readonly authorityId?: string | null;
  /** As the register of authorities names it, whatever the letter case. */
  readonly region?: string | null;
  /** Periods that are not over by then; today when left out. */
  readonly from?: PlainDate | null;
  /** Periods that have begun by then. */
  readonly until?: PlainDate | null;
}

/** Periods that count, in the order of their first days. */
export function listProgrammeDates(
  session: Session,
  page: ConnectionArguments,
  { authorityId, region, from, until }: ProgrammeDatesFilter,
): Promise<Connection<ProgrammePeriodRow>> {
  let query = periods(session)
    .where('withdrawn', '=', 0)
    .where('until', '>=', from ?? session.today);
  if (until) query = query.where('from', '<=', until);
  if (authorityId) query = query.where('authorityId', '=', authorityId);
  if (region) {
    query = query.where('authorityId', 'in', (select) =>
      select
        .selectFrom('authority')
        .select('id')
        .where(sql`lower(region)`, '=', region.toLowerCase()),
    );
  }
  return connectionOf(query, periodsByDay, page);
}

/** The periods of a calendar in the order of their first days; `false`: only those that count. */
export const periodsOf = defineConnectionBatch(
  (session: Session, calendarId: string, includeWithdrawn: boolean) => {
    const all = periods(session).where('calendarId', '=', calendarId);
    return includeWithdrawn ? all : all.where('withdrawn', '=', 0);
  },
  { by: ['from', 'number'], direction: 'asc' },
);

/** Periods with the names of their authorities, for sentences. */
function datedPeriods(session: Session) {
  return periods(session)
    .innerJoin('authority', 'authority.id', 'programme_period.authorityId')
    .clearSelect()
    .select([
      'programme_period.calendarId',
      'programme_period.number',
      'programme_period.authorityId',
      'authority.name as authorityName',
      'authority.region',
      'programme_period.kind',
      'programme_period.title',
      'programme_period.from',
      'programme_period.until',
    ])
    .where('programme_period.withdrawn', '=', 0);
}

/** Names a period of a calendar. */
export interface PeriodReference {
  readonly calendarId: string;
  readonly period: number;
}

/**
 * The periods named, in the order asked for; `undefined` for one that no calendar has, that was withdrawn, or that the
 * caller may not know of.
 */
export async function findProgrammePeriods(
  session: Session,
  references: readonly PeriodReference[],
): Promise<readonly (DatedPeriod | undefined)[]> {
  if (references.length === 0) return [];
  const calendars = [...new Set(references.map(({ calendarId }) => calendarId))];
  const rows = await datedPeriods(session).where('programme_period.calendarId', 'in', calendars).execute();
  return references.map(({ calendarId, period }) =>
    rows.find((row) => row.calendarId === calendarId && row.number === period),
  );
}

/** A period of a local authority, with the region in which that lies. */
export interface LocalPeriod extends DatedPeriod {
  readonly region: string | null;
}

/** The periods of local authorities that are not over when the window begins and have begun when it ends. */
export function findLocalPeriods(session: Session, { from, until }: IssueWindow): Promise<readonly LocalPeriod[]> {
  return datedPeriods(session)
    .where('authority.kind', '=', 'LOCAL_AUTHORITY')
    .where('programme_period.until', '>=', from)
    .where('programme_period.from', '<=', until)
    .orderBy('programme_period.from')
    .orderBy('programme_period.calendarId')
    .orderBy('programme_period.number')
    .execute();
}
