import { addDays, comparePlainDates, dateInWords, datesInWords, type PlainDate } from '#platform/working-days';
import type { PeriodKind } from './programme-calendar.events.js';

/**
 * Whether a message fits in with authorities' own programmes (HELA paper, Annex 2: communications need to be linked in
 * to LAs' programme timescales). Pure; `from` and `until` are the first and the last day, both included.
 */

/** The days on which a message can be issued. */
export interface IssueWindow {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** A period of an authority's programme that counts. */
export interface DatedPeriod {
  readonly calendarId: string;
  readonly number: number;
  readonly authorityId: string;
  readonly authorityName: string;
  readonly kind: PeriodKind;
  readonly title: string;
  readonly from: PlainDate;
  readonly until: PlainDate;
}

export interface Misfit<Period extends DatedPeriod = DatedPeriod> {
  readonly period: Period;
  /** Whether the period leaves some days of the window on which the message can be issued. */
  readonly leaves: 'NO_DAY' | 'SOME_DAYS';
  /** Why, in a sentence. */
  readonly reason: string;
}

/** The periods that a window does not fit, in the order given. On the day of issue, the window is that day. */
export function misfitsOf<Period extends DatedPeriod>(
  window: IssueWindow,
  periods: readonly Period[],
): readonly Misfit<Period>[] {
  return periods.flatMap((period) => {
    const days = unfitDays(window, period);
    if (!days) return [];
    const leaves = days.from === window.from && days.until === window.until ? 'NO_DAY' : 'SOME_DAYS';
    return [{ period, leaves, reason: `${ruleOf(period)}${windowIn(window, days, leaves)}` }];
  });
}

/** The first day of the window that fits all of the periods; `undefined`: there is none. */
export function firstFittingDay(window: IssueWindow, periods: readonly DatedPeriod[]): PlainDate | undefined {
  const inOrder = periods.toSorted((a, b) => comparePlainDates(a.from, b.from));
  let day = window.from;
  for (const period of inOrder) {
    const days = unfitDays({ from: day, until: window.until }, period);
    if (days?.from !== day) continue;
    if (days.until === window.until) return undefined;
    day = addDays(days.until, 1);
  }
  return inOrder.every((period) => !unfitDays({ from: day, until: day }, period)) ? day : undefined;
}

/** The days of the window on which the message would not fit the period: one stretch, if any. */
function unfitDays(window: IssueWindow, period: DatedPeriod): IssueWindow | undefined {
  const { from, until } = forbidden(period);
  const days = {
    from: laterOf(window.from, from),
    until: until === undefined ? window.until : earlierOf(window.until, until),
  };
  return comparePlainDates(days.from, days.until) <= 0 ? days : undefined;
}

/** The days on which a message does not fit the period; without `until`, all that follow. */
function forbidden({ kind, from, until }: DatedPeriod): { from: PlainDate; until?: PlainDate } {
  switch (kind) {
    case 'CLOSED':
      return { from, until };
    case 'PLANNING':
      return { from: addDays(from, 1) };
    case 'FIT':
      return { from: addDays(until, 1) };
  }
}

function ruleOf({ authorityName, kind, title, from, until }: DatedPeriod): string {
  switch (kind) {
    case 'CLOSED':
      return `${authorityName} takes no messages ${daysInWords({ from, until })} (${title})`;
    case 'PLANNING':
      return `${authorityName} settles its programme from ${dateInWords(from)} on (${title}), and a message must be out by then`;
    case 'FIT':
      return `A message should be out by ${dateInWords(until)} for ${authorityName} (${title})`;
  }
}

function windowIn(window: IssueWindow, days: IssueWindow, leaves: Misfit['leaves']): string {
  if (leaves === 'SOME_DAYS') return `: of the days named, it does not fit ${daysInWords(days)}.`;
  return window.from === window.until
    ? `: ${dateInWords(window.from)} does not fit.`
    : `: no day ${daysInWords(window)} fits.`;
}

/** "on 3 April 2006", "from 3 April to 7 May 2006" */
export function daysInWords({ from, until }: IssueWindow): string {
  return from === until ? `on ${dateInWords(from)}` : `from ${datesInWords(from, until)}`;
}

function laterOf(a: PlainDate, b: PlainDate): PlainDate {
  return comparePlainDates(a, b) >= 0 ? a : b;
}

function earlierOf(a: PlainDate, b: PlainDate): PlainDate {
  return comparePlainDates(a, b) <= 0 ? a : b;
}
