import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { BANK_HOLIDAY_CORRECTIONS } from './bank-holidays.corrections.js';
import { ENGLAND_AND_WALES, NORTHERN_IRELAND_ONLY, SCOTLAND } from './bank-holidays.fixture.js';
import { bankHolidays, CALENDAR_SOURCE, CALENDAR_YEARS, CalendarRangeError } from './bank-holidays.js';
import { NATIONS, type Nation } from './nation.js';
import { dayOfWeek, plainDateFault } from './plain-date.js';

function observed(nation: Nation, year: number): string {
  const weekdays = [...bankHolidays(nation, year).keys()].filter((date) => dayOfWeek(date) < 6);
  return weekdays.map((date) => date.slice('YYYY-'.length)).join(' ');
}

function sorted(...lists: string[]): string {
  return lists
    .flatMap((list) => list.split(' '))
    .sort()
    .join(' ');
}

describe('bank holidays', () => {
  const years = (table: Readonly<Record<number, string>>): [number, string][] =>
    Object.entries(table).map(([year, dates]) => [Number(year), dates]);

  it.each(years(ENGLAND_AND_WALES))('are the official ones in England and Wales in %i', (year, dates) => {
    expect(observed('GB-ENG', year)).toBe(dates);
    expect(observed('GB-WLS', year)).toBe(dates);
  });

  it.each(years(SCOTLAND))('are the official ones in Scotland in %i', (year, dates) => {
    expect(observed('GB-SCT', year)).toBe(dates);
  });

  it.each(years(NORTHERN_IRELAND_ONLY))('are the official ones in Northern Ireland in %i', (year, dates) => {
    expect(observed('GB-NIR', year)).toBe(sorted(ENGLAND_AND_WALES[year] ?? '', dates));
  });

  it('carry the name, and say when a day is a substitute', () => {
    const named = new Map([...bankHolidays('GB-SCT', 2026)].map(([date, { name }]) => [String(date), name]));
    expect(named.get('2026-06-15')).toBe('World Cup bank holiday');
    expect(named.get('2026-12-28')).toBe('Boxing Day (substitute day)');
  });

  it('exist for every year of the range, at least eight of them on weekdays', () => {
    for (const nation of NATIONS) {
      for (let year = CALENDAR_YEARS.first; year <= CALENDAR_YEARS.last; year += 1) {
        expect(observed(nation, year).split(' ').length).toBeGreaterThanOrEqual(8);
      }
    }
  });

  it('are computed once', () => {
    expect(bankHolidays('GB-NIR', 2026)).toBe(bankHolidays('GB-NIR', 2026));
  });

  it('are refused, not guessed, outside the range', () => {
    for (const year of [CALENDAR_YEARS.first - 1, CALENDAR_YEARS.last + 1, 2026.5, Number.NaN]) {
      expect(() => bankHolidays('GB-ENG', year)).toThrow(CalendarRangeError);
    }
  });

  it('are corrected only with dates that exist, and by no empty correction', () => {
    for (const { add, remove } of BANK_HOLIDAY_CORRECTIONS) {
      expect(add ?? remove).toBeDefined();
      for (const date of [add?.date, remove])
        expect(date === undefined ? undefined : plainDateFault(date)).toBeUndefined();
    }
  });

  it('name the version of the library that is installed, so that an upgrade is checked against this fixture', async () => {
    const manifest = createRequire(import.meta.url).resolve('date-holidays/package.json');
    const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
    expect(CALENDAR_SOURCE).toContain(`date-holidays@${version},`);
  });
});
