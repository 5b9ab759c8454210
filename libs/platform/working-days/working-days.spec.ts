import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bankHolidays, CALENDAR_SOURCE, CalendarRangeError } from './bank-holidays.js';
import { parseInstant } from './instant.js';
import { NATIONS } from './nation.js';
import { addDays, dayOfWeek, daysBetween, parsePlainDate, yearOf } from './plain-date.js';
import {
  addWorkingDays,
  deadline,
  isWorkingDay,
  MOST_WORKING_DAYS,
  workingDaysBetween,
  WorkingDaysOutOfRangeError,
} from './working-days.js';

const date = parsePlainDate;
const dates = fc.integer({ min: 0, max: 73_000 }).map((days) => addDays(date('1996-01-01'), days));
const nations = fc.constantFrom(...NATIONS);

describe('a working day', () => {
  it('differs between the nations', () => {
    const workingIn = (text: string): string[] => NATIONS.filter((nation) => isWorkingDay(date(text), nation));
    expect(workingIn('2026-04-06')).toEqual(['GB-SCT']); // Easter Monday
    expect(workingIn('2026-01-02')).toEqual(['GB-ENG', 'GB-WLS', 'GB-NIR']);
    expect(workingIn('2026-06-15')).toEqual(['GB-ENG', 'GB-WLS', 'GB-NIR']);
    expect(workingIn('2026-07-13')).toEqual(['GB-ENG', 'GB-SCT', 'GB-WLS']);
    expect(workingIn('2026-06-13')).toEqual([]); // a Saturday
    expect(workingIn('2026-06-16')).toEqual([...NATIONS]);
  });
});

describe('adding working days', () => {
  it('skips weekends and bank holidays, and names the holidays skipped', () => {
    expect(addWorkingDays(date('2026-12-23'), 3, 'GB-ENG')).toEqual({
      date: '2026-12-30',
      calendar: {
        nation: 'GB-ENG',
        source: CALENDAR_SOURCE,
        holidaysSkipped: [
          { date: '2026-12-25', name: 'Christmas Day' },
          { date: '2026-12-28', name: 'Boxing Day (substitute day)' },
        ],
      },
    });
  });

  it('starts counting on the day after, also when the start is not a working day', () => {
    expect(addWorkingDays(date('2026-06-15'), 1, 'GB-ENG').date).toBe('2026-06-16');
    expect(addWorkingDays(date('2026-06-13'), 1, 'GB-ENG').date).toBe('2026-06-15');
    expect(addWorkingDays(date('2026-06-13'), 1, 'GB-SCT').date).toBe('2026-06-16');
  });

  it('gives the first working day from the start for 0', () => {
    expect(addWorkingDays(date('2026-06-15'), 0, 'GB-ENG').date).toBe('2026-06-15');
    expect(addWorkingDays(date('2026-06-13'), 0, 'GB-SCT')).toMatchObject({
      date: '2026-06-16',
      calendar: { holidaysSkipped: [{ date: '2026-06-15' }] },
    });
  });

  it('refuses numbers that make no sense and years without a calendar', () => {
    for (const n of [-1, 0.5, Number.NaN, MOST_WORKING_DAYS + 1]) {
      expect(() => addWorkingDays(date('2026-06-15'), n, 'GB-ENG')).toThrow(WorkingDaysOutOfRangeError);
    }
    expect(() => addWorkingDays(date('1990-06-15'), 1, 'GB-ENG')).toThrow(CalendarRangeError);
    expect(() => addWorkingDays(date('2199-12-31'), 1, 'GB-ENG')).toThrow(CalendarRangeError);
  });

  it('lands on a working day that lies that many working days later', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), nations, (start, n, nation) => {
        const end = addWorkingDays(start, n, nation).date;
        expect(isWorkingDay(end, nation)).toBe(true);
        expect(workingDaysBetween(start, end, nation)).toBe(n);
        expect(workingDaysBetween(start, addDays(end, -1), nation)).toBe(n - 1);
      }),
    );
  });

  it('can be done in two steps', () => {
    const days = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(dates, days, days, nations, (start, a, b, nation) => {
        const middle = addWorkingDays(start, a, nation);
        const end = addWorkingDays(middle.date, b, nation);
        const whole = addWorkingDays(start, a + b, nation);
        expect(whole.date).toBe(end.date);
        expect(whole.calendar.holidaysSkipped).toEqual([
          ...middle.calendar.holidaysSkipped,
          ...end.calendar.holidaysSkipped,
        ]);
      }),
    );
  });

  it('accounts for every day passed: working days, weekends and the holidays it names', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), nations, (start, n, nation) => {
        const { date: end, calendar } = addWorkingDays(start, n, nation);
        const passed = Array.from({ length: daysBetween(start, end) }, (_, index) => addDays(start, index + 1));
        const weekend = passed.filter((day) => dayOfWeek(day) >= 6);
        expect(passed.length).toBe(n + weekend.length + calendar.holidaysSkipped.length);
        for (const holiday of calendar.holidaysSkipped) {
          expect(bankHolidays(nation, yearOf(holiday.date)).get(holiday.date)).toEqual(holiday);
        }
      }),
    );
  });
});

describe('working days between two dates', () => {
  it('are none when the second is not later', () => {
    expect(workingDaysBetween(date('2026-06-15'), date('2026-06-15'), 'GB-ENG')).toBe(0);
    expect(workingDaysBetween(date('2026-06-16'), date('2026-06-15'), 'GB-ENG')).toBe(0);
    expect(workingDaysBetween(date('2026-06-12'), date('2026-06-15'), 'GB-ENG')).toBe(1);
    expect(workingDaysBetween(date('2026-06-12'), date('2026-06-15'), 'GB-SCT')).toBe(0);
  });
});

describe('a deadline', () => {
  it('is the end of the last working day by London clocks, with the calendar used', () => {
    expect(deadline({ from: parseInstant('2026-06-10T09:00:00Z'), workingDays: 5, nation: 'GB-SCT' })).toEqual({
      at: '2026-06-18T22:59:59.999Z',
      lastDay: '2026-06-18',
      calendar: {
        nation: 'GB-SCT',
        source: CALENDAR_SOURCE,
        holidaysSkipped: [{ date: '2026-06-15', name: 'World Cup bank holiday' }],
      },
    });
  });

  it('counts from the date in London, not from the date in UTC', () => {
    // 23:30 UTC on Monday is 00:30 on Tuesday in summer time.
    const monday = deadline({ from: parseInstant('2026-06-22T22:30:00Z'), workingDays: 1, nation: 'GB-ENG' });
    const tuesday = deadline({ from: parseInstant('2026-06-22T23:30:00Z'), workingDays: 1, nation: 'GB-ENG' });
    expect([monday.lastDay, tuesday.lastDay]).toEqual(['2026-06-23', '2026-06-24']);
  });

  it('is right across both changes of the clocks', () => {
    const spring = deadline({ from: parseInstant('2026-03-27T12:00:00Z'), workingDays: 1, nation: 'GB-ENG' });
    const autumn = deadline({ from: parseInstant('2026-10-23T12:00:00Z'), workingDays: 1, nation: 'GB-ENG' });
    expect(spring.at).toBe('2026-03-30T22:59:59.999Z');
    expect(autumn.at).toBe('2026-10-26T23:59:59.999Z');
  });
});
