import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  comparePlainDates,
  dayOfWeek,
  daysBetween,
  InvalidTimeError,
  isPlainDate,
  parsePlainDate,
  plainDate,
  yearOf,
  type PlainDate,
} from './plain-date.js';

const FIRST = parsePlainDate('1900-01-01');
const LAST = parsePlainDate('2200-12-31');
const dates: fc.Arbitrary<PlainDate> = fc
  .integer({ min: 0, max: daysBetween(FIRST, LAST) })
  .map((days) => addDays(FIRST, days));

describe('a plain date', () => {
  it.each(['2026-06-15', '2024-02-29', '2000-02-29', '1900-01-01', '2200-12-31'])('is read from %s', (text) => {
    expect(parsePlainDate(text)).toBe(text);
    expect(isPlainDate(text)).toBe(true);
  });

  it.each([
    ['2026-02-30', 'exists'],
    ['2025-02-29', 'exists'],
    ['1900-02-29', 'exists'],
    ['2026-13-01', 'exists'],
    ['2026-00-10', 'exists'],
    ['2026-06-00', 'exists'],
    ['1899-12-31', '1900 to 2200'],
    ['2201-01-01', '1900 to 2200'],
    ['15/06/2026', 'YYYY-MM-DD'],
    ['2026-6-15', 'YYYY-MM-DD'],
    ['2026-06-15T00:00:00Z', 'YYYY-MM-DD'],
    ['2026-06-15\n', 'YYYY-MM-DD'],
    ['٢٠٢٦-٠٦-١٥', 'YYYY-MM-DD'],
    ['', 'YYYY-MM-DD'],
  ])('is refused for %j: %s', (text, reason) => {
    expect(() => parsePlainDate(text)).toThrow(InvalidTimeError);
    expect(() => parsePlainDate(text)).toThrow(reason);
    expect(isPlainDate(text)).toBe(false);
  });

  it('is made of year, month and day', () => {
    expect(plainDate(2026, 6, 5)).toBe('2026-06-05');
    expect(() => plainDate(2026, 2, 30)).toThrow(InvalidTimeError);
    expect(() => plainDate(2026.5, 2, 3)).toThrow(InvalidTimeError);
    expect(yearOf(plainDate(2026, 6, 5))).toBe(2026);
  });

  it('knows its day of the week', () => {
    const week = ['2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18', '2026-06-19', '2026-06-20', '2026-06-21'];
    expect(week.map((text) => dayOfWeek(parsePlainDate(text)))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(dayOfWeek(FIRST)).toBe(1);
    expect(dayOfWeek(parsePlainDate('1969-12-31'))).toBe(3);
  });

  it('cannot be moved out of its range', () => {
    expect(() => addDays(LAST, 1)).toThrow(InvalidTimeError);
    expect(() => addDays(FIRST, -1)).toThrow(InvalidTimeError);
    expect(() => addDays(FIRST, Number.MAX_SAFE_INTEGER)).toThrow(InvalidTimeError);
    expect(() => addDays(FIRST, 0.5)).toThrow(InvalidTimeError);
  });

  it('is moved by days, and the distance is those days', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        const days = daysBetween(a, b);
        expect(addDays(a, days)).toBe(b);
        expect(Math.sign(comparePlainDates(b, a))).toBe(Math.sign(days));
        expect((((dayOfWeek(b) - dayOfWeek(a) - days) % 7) + 7) % 7).toBe(0);
      }),
    );
  });
});
