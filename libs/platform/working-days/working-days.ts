import { bankHolidays, CALENDAR_SOURCE, type BankHoliday } from './bank-holidays.js';
import { endOfDayInLondon, londonDate, type Instant } from './instant.js';
import type { Nation } from './nation.js';
import { addDays, dayOfWeek, yearOf, type PlainDate } from './plain-date.js';

/** Ten years or so; a deadline farther away is a mistake in the request. */
export const MOST_WORKING_DAYS = 2_600;

/** The calendar a date was computed with, to be stored beside it so that anyone can check it later. */
export interface CalendarUsed {
  readonly nation: Nation;
  readonly source: string;
  /** Bank holidays that would have been working days otherwise, in date order. */
  readonly holidaysSkipped: readonly BankHoliday[];
}

export interface WorkingDate {
  readonly date: PlainDate;
  readonly calendar: CalendarUsed;
}

export interface Deadline {
  /** The last millisecond of the last working day, by the clocks of the United Kingdom. */
  readonly at: Instant;
  readonly lastDay: PlainDate;
  readonly calendar: CalendarUsed;
}

/** The number of working days is not a whole number from 0 to `MOST_WORKING_DAYS`. */
export class WorkingDaysOutOfRangeError extends Error {
  override readonly name = 'WorkingDaysOutOfRangeError';
}

/**
 * True on Monday to Friday when the nation has no bank holiday.
 * @throws {CalendarRangeError} outside `CALENDAR_YEARS`.
 */
export function isWorkingDay(date: PlainDate, nation: Nation): boolean {
  return !isWeekend(date) && !bankHolidays(nation, yearOf(date)).has(date);
}

/**
 * The `n`th working day after `start`. The day of `start` is not counted, whether or not it is a working day. Adding
 * 0 gives `start` itself when it is a working day, else the next one.
 * @throws {WorkingDaysOutOfRangeError} when `n` is not a whole number from 0 to `MOST_WORKING_DAYS`.
 * @throws {CalendarRangeError} outside `CALENDAR_YEARS`.
 */
export function addWorkingDays(start: PlainDate, n: number, nation: Nation): WorkingDate {
  if (!Number.isInteger(n) || n < 0 || n > MOST_WORKING_DAYS) {
    throw new WorkingDaysOutOfRangeError(
      `The number of working days must be a whole number from 0 to ${MOST_WORKING_DAYS}.`,
    );
  }
  const holidaysSkipped: BankHoliday[] = [];
  const counts = (date: PlainDate): boolean => {
    if (isWeekend(date)) return false;
    const holiday = bankHolidays(nation, yearOf(date)).get(date);
    if (holiday) holidaysSkipped.push(holiday);
    return holiday === undefined;
  };
  let date = n === 0 ? start : addDays(start, 1);
  let counted = counts(date) ? 1 : 0;
  while (counted < Math.max(n, 1)) {
    date = addDays(date, 1);
    if (counts(date)) counted += 1;
  }
  return { date, calendar: { nation, source: CALENDAR_SOURCE, holidaysSkipped } };
}

/**
 * Working days after `from`, up to and including `to`; 0 when `to` is not later. Inverse of `addWorkingDays`: the
 * `n`th working day after a date lies `n` working days after it.
 * @throws {CalendarRangeError} outside `CALENDAR_YEARS`.
 */
export function workingDaysBetween(from: PlainDate, to: PlainDate, nation: Nation): number {
  let count = 0;
  for (let date = from; date < to;) {
    date = addDays(date, 1);
    if (isWorkingDay(date, nation)) count += 1;
  }
  return count;
}

/**
 * When an answer is due that may take so many working days. The clock starts on the date that `from` is in the United
 * Kingdom, at whatever hour; that day is not counted.
 * @throws {WorkingDaysOutOfRangeError} when `workingDays` is not a whole number from 0 to `MOST_WORKING_DAYS`.
 * @throws {CalendarRangeError} outside `CALENDAR_YEARS`.
 */
export function deadline(request: { from: Instant; workingDays: number; nation: Nation }): Deadline {
  const { date, calendar } = addWorkingDays(londonDate(request.from), request.workingDays, request.nation);
  return { at: endOfDayInLondon(date), lastDay: date, calendar };
}

function isWeekend(date: PlainDate): boolean {
  return dayOfWeek(date) >= 6;
}
