/**
 * Calendar dates without a time: `YYYY-MM-DD` in the proleptic Gregorian calendar, years 1900 to 2200. As text they
 * sort in time order, so that they can be compared with `<` and stored in a column as they are.
 */

declare const brand: unique symbol;

/** A date that exists, written `YYYY-MM-DD`. */
export type PlainDate = string & { readonly [brand]: 'PlainDate' };

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;

/** Monday is 1 and Sunday 7, as in ISO 8601. */
export type DayOfWeek = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The text is not a date or a moment that this service can hold. The message says why and never repeats the text. */
export class InvalidTimeError extends Error {
  override readonly name = 'InvalidTimeError';
}

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** Days of each month, February in an ordinary year. */
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * The reason why `text` is not a `PlainDate`, or undefined when it is one. Every date of every answer is checked, so
 * this does without a `Date` and without captures.
 */
export function plainDateFault(text: string): string | undefined {
  if (!SHAPE.test(text)) return 'must be a date written YYYY-MM-DD';
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  if (year < FIRST_YEAR || year > LAST_YEAR) return `must have a year from ${FIRST_YEAR} to ${LAST_YEAR}`;
  const days = month === 2 && isLeapYear(year) ? 29 : MONTH_DAYS[month - 1];
  if (days === undefined || day < 1 || day > days) return 'must be a date that exists';
  return undefined;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function isPlainDate(text: string): text is PlainDate {
  return plainDateFault(text) === undefined;
}

/** @throws {InvalidTimeError} when the text is not an existing date of the years 1900 to 2200. */
export function parsePlainDate(text: string): PlainDate {
  const fault = plainDateFault(text);
  if (fault !== undefined) throw new InvalidTimeError(`The date ${fault}.`);
  return text as PlainDate;
}

/** @throws {InvalidTimeError} when there is no such date. Months count from 1. */
export function plainDate(year: number, month: number, day: number): PlainDate {
  const [yyyy, mm, dd] = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')];
  return parsePlainDate(`${yyyy}-${mm}-${dd}`);
}

/**
 * The date `days` calendar days later, or earlier when negative.
 * @throws {InvalidTimeError} when the result leaves the years 1900 to 2200, or `days` is not a whole number.
 */
export function addDays(date: PlainDate, days: number): PlainDate {
  if (!Number.isSafeInteger(days)) throw new InvalidTimeError('The number of days to add must be a whole number.');
  const moved = new Date(midnightUtc(date) + days * DAY_MS);
  if (Number.isNaN(moved.getTime())) throw new InvalidTimeError('The date lies too far away to be held.');
  return parsePlainDate(moved.toISOString().slice(0, -'T00:00:00.000Z'.length));
}

/** Calendar days from the first date to the second; negative when the second is the earlier one. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return (midnightUtc(to) - midnightUtc(from)) / DAY_MS;
}

export function dayOfWeek(date: PlainDate): DayOfWeek {
  // Day 0 of the epoch, 1 January 1970, was a Thursday (4).
  const sinceEpoch = midnightUtc(date) / DAY_MS;
  return (((((sinceEpoch + 3) % 7) + 7) % 7) + 1) as DayOfWeek;
}

export function yearOf(date: PlainDate): number {
  return Number(date.slice(0, 4));
}

/** Negative, zero or positive, for sorting. */
export function comparePlainDates(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function midnightUtc(date: PlainDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)));
}
