import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { BANK_HOLIDAY_CORRECTIONS, CORRECTIONS, FIRST_ST_ANDREWS_DAY } from './bank-holidays.corrections.js';
import type { Nation } from './nation.js';
import { parsePlainDate, type PlainDate } from './plain-date.js';

/** Where the holidays come from, with the versions that a recorded deadline can be checked against. */
export const CALENDAR_SOURCE = `date-holidays@3.37.0, corrections ${CORRECTIONS}`;

/**
 * Years for which working days are computed. Before 1996 bank holidays followed other rules that neither the library
 * nor our corrections hold; the last year leaves room to look past a holiday at its end.
 */
export const CALENDAR_YEARS = { first: 1996, last: 2199 } as const;

/** The year asked for has no calendar. Nothing is guessed: a wrong deadline would be worse than none. */
export class CalendarRangeError extends Error {
  override readonly name = 'CalendarRangeError';
}

export interface BankHoliday {
  readonly date: PlainDate;
  /** The official name in English; a substitute day says so. */
  readonly name: string;
}

const calendars = new Map<string, ReadonlyMap<PlainDate, BankHoliday>>();
const libraries = new Map<Nation, Holidays>();
const require = createRequire(import.meta.url);

/**
 * The bank holidays of a nation in one year by date, in date order, with those that fall on a weekend and their
 * substitute days. Computed once per nation and year.
 * @throws {CalendarRangeError} outside `CALENDAR_YEARS`.
 */
export function bankHolidays(nation: Nation, year: number): ReadonlyMap<PlainDate, BankHoliday> {
  const key = `${nation} ${year}`;
  const known = calendars.get(key);
  if (known) return known;
  const computed = computeBankHolidays(nation, year);
  calendars.set(key, computed);
  return computed;
}

function computeBankHolidays(nation: Nation, year: number): ReadonlyMap<PlainDate, BankHoliday> {
  const { first, last } = CALENDAR_YEARS;
  if (!Number.isInteger(year) || year < first || year > last) {
    throw new CalendarRangeError(`Working days are known for the years ${first} to ${last}; give a date within them.`);
  }
  const names = new Map<string, string>();
  for (const holiday of library(nation).getHolidays(year)) {
    if (holiday.type !== 'public') continue;
    if (nation === 'GB-SCT' && year < FIRST_ST_ANDREWS_DAY && holiday.rule.includes('11-30')) continue;
    names.set(holiday.date.slice(0, 'YYYY-MM-DD'.length), holiday.name);
  }
  correct(names, nation, year);
  const inOrder = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(inOrder.map(([text, name]) => [parsePlainDate(text), { date: parsePlainDate(text), name }]));
}

function correct(names: Map<string, string>, nation: Nation, year: number): void {
  const ofThisYear = (date: string): boolean => date.startsWith(`${year}-`);
  for (const { nations, remove, add } of BANK_HOLIDAY_CORRECTIONS) {
    if (!nations.includes(nation)) continue;
    if (remove !== undefined && ofThisYear(remove)) names.delete(remove);
    if (add !== undefined && ofThisYear(add.date)) names.set(add.date, add.name);
  }
}

function library(nation: Nation): Holidays {
  const known = libraries.get(nation);
  if (known) return known;
  const [country = '', subdivision = ''] = nation.split('-');
  // It reads the rules of all countries, which takes longer than all else here: only whoever asks for a holiday waits for it.
  const Library = require('date-holidays') as typeof Holidays;
  const created = new Library(country, subdivision, { languages: 'en' });
  libraries.set(nation, created);
  return created;
}
