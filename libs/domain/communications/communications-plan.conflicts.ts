import { dateInWords, type PlainDate } from '#platform/working-days';
import type { Segment } from './audience.vocabulary.js';
import type { NeedDetails } from './communications-plan.events.js';
import { misfitsOf, type DatedPeriod } from './programme-calendar.fit.js';

/** Where the day of a need does not fit in with the programmes of the authorities whose people are to hear: pure. */

/** The audiences that are people of local authorities. */
const PEOPLE_OF_COUNCILS: readonly Segment[] = [
  'LOCAL_AUTHORITIES',
  'SENIOR_MANAGERS',
  'ELECTED_MEMBERS',
  'PRACTITIONERS',
];

export interface RegionalPeriod extends DatedPeriod {
  /** Of the authority. */
  readonly region: string | null;
}

export interface ProgrammeConflict {
  readonly calendarId: string;
  readonly number: number;
  readonly authorityId: string;
  readonly sentence: string;
}

/** @param periods of local authorities, in the order of their first days */
export function conflictsOf(need: NeedDetails, periods: readonly RegionalPeriod[]): readonly ProgrammeConflict[] {
  const { audience, by } = need;
  if (!PEOPLE_OF_COUNCILS.includes(audience.segment)) return [];
  const wanted = 'region' in audience ? audience.region?.toLowerCase() : undefined;
  const concerned = periods.filter(({ region }) => wanted === undefined || region?.toLowerCase() === wanted);
  const dated = concerned.filter(({ kind, until }) => kind !== 'FIT' && until >= by);
  const misfits = misfitsOf({ from: by, until: by }, dated);
  return [
    ...misfits.map(({ period, reason }) => conflict(period, reason)),
    ...(need.channel === 'REGIONAL_MEETING' ? meetingsTooLate(by, concerned) : []),
  ];
}

/** What is to be said at a meeting needs a date of the authority's own by then, where it has any. */
function meetingsTooLate(by: PlainDate, periods: readonly RegionalPeriod[]): readonly ProgrammeConflict[] {
  const dates = Map.groupBy(
    periods.filter(({ kind }) => kind === 'FIT'),
    ({ calendarId }) => calendarId,
  );
  return [...dates.values()].flatMap(([first]) => {
    if (!first || first.from <= by) return [];
    const { authorityName, title, from } = first;
    const sentence = `${authorityName} has no date to fit by ${dateInWords(by)}: its first one, ${title}, is on ${dateInWords(from)}.`;
    return [conflict(first, sentence)];
  });
}

function conflict({ calendarId, number, authorityId }: DatedPeriod, sentence: string): ProgrammeConflict {
  return { calendarId, number, authorityId, sentence };
}
