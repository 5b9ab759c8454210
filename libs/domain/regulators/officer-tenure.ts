import type { IdOf } from '#platform/values';
import { comparePlainDates, type PlainDate } from '#platform/working-days';
import type { OfficerRole } from './officer.events.js';

/** Days from `since` on and before `until`; without `until`, with no end in sight. */
export interface Period {
  readonly since: PlainDate;
  readonly until?: PlainDate | undefined;
}

/** An officer's time with one authority. */
export interface Service extends Period {
  readonly authorityId: IdOf<'authority'>;
}

/** An officer's time in one role. */
export interface Tenure extends Service {
  readonly role: OfficerRole['role'];
  readonly title?: string | undefined;
}

/** The same text for the same role, whatever the letter case of its title. */
export function roleKey({ role, title }: OfficerRole): string {
  return role === 'OTHER' ? `OTHER:${title?.toLowerCase() ?? ''}` : role;
}

export function isSamePeriod(a: Period, b: Period): boolean {
  return a.since === b.since && a.until === b.until;
}

export function overlaps(a: Period, b: Period): boolean {
  return startsBeforeEnd(a, b) && startsBeforeEnd(b, a);
}

/** Whether the period has not ended by this day. */
export function runsBeyond({ until }: Period, day: PlainDate): boolean {
  return until === undefined || comparePlainDates(until, day) > 0;
}

export function holds(period: Period, day: PlainDate): boolean {
  return comparePlainDates(period.since, day) <= 0 && runsBeyond(period, day);
}

export function laterOf(a: PlainDate, b: PlainDate): PlainDate {
  return comparePlainDates(a, b) >= 0 ? a : b;
}

function startsBeforeEnd({ since }: Period, { until }: Period): boolean {
  return until === undefined || comparePlainDates(since, until) < 0;
}
