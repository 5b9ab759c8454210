import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  endOfDayInLondon,
  epochMilliseconds,
  instantOf,
  isInstant,
  londonDate,
  parseInstant,
  startOfDayInLondon,
} from './instant.js';
import { InvalidTimeError, addDays, FIRST_YEAR, LAST_YEAR, parsePlainDate } from './plain-date.js';
import { instantSchema, plainDateSchema } from './time.schemas.js';

describe('an instant', () => {
  it.each([
    ['2026-06-15T08:30:00.000Z', '2026-06-15T08:30:00.000Z'],
    ['2026-06-15T08:30:00Z', '2026-06-15T08:30:00.000Z'],
    ['2026-06-15T09:30:00+01:00', '2026-06-15T08:30:00.000Z'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00.000Z'],
    ['2026-06-15T08:30:00.1Z', '2026-06-15T08:30:00.100Z'],
    ['2026-06-15T08:30:00.123987654Z', '2026-06-15T08:30:00.123Z'],
  ])('is read from %s', (text, utc) => {
    expect(parseInstant(text)).toBe(utc);
  });

  it.each([
    '2026-06-15',
    '2026-06-15T08:30:00',
    '2026-06-15 08:30:00Z',
    '2026-06-15t08:30:00z',
    '2026-02-30T08:30:00Z',
    '2026-06-15T24:00:00Z',
    '2026-06-15T23:60:00Z',
    '2026-06-30T23:59:60Z',
    '2026-06-15T08:30:00+24:00',
    '1899-12-31T23:59:59Z',
    '1900-01-01T00:30:00+01:00',
    '2200-12-31T23:30:00-01:00',
    '2026-06-15T08:30:00Z ',
    '1781512200000',
    '',
  ])('is refused for %j', (text) => {
    expect(() => parseInstant(text)).toThrow(InvalidTimeError);
    expect(isInstant(text)).toBe(false);
  });

  it('comes from a Date', () => {
    expect(instantOf(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(() => instantOf(new Date(Number.NaN))).toThrow(InvalidTimeError);
  });

  it('sorts as text in time order, and every Date keeps its moment', () => {
    const moments = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
        expect(epochMilliseconds(instantOf(a))).toBe(a.getTime());
        expect(isInstant(instantOf(a))).toBe(true);
      }),
    );
  });
});

describe('the date in London', () => {
  it.each([
    ['2026-01-15T23:59:59.999Z', '2026-01-15'],
    ['2026-06-15T22:59:59.999Z', '2026-06-15'],
    ['2026-06-15T23:00:00.000Z', '2026-06-16'],
    ['2026-03-29T00:59:59.999Z', '2026-03-29'],
    ['2026-03-29T23:00:00.000Z', '2026-03-30'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25'],
    ['2026-10-25T23:30:00.000Z', '2026-10-25'],
  ])('at %s is %s', (instant, date) => {
    expect(londonDate(parseInstant(instant))).toBe(date);
  });

  it.each([
    ['2026-01-15', '2026-01-15T23:59:59.999Z'],
    ['2026-06-15', '2026-06-15T22:59:59.999Z'],
    ['2026-03-28', '2026-03-28T23:59:59.999Z'],
    ['2026-03-29', '2026-03-29T22:59:59.999Z'],
    ['2026-10-24', '2026-10-24T22:59:59.999Z'],
    ['2026-10-25', '2026-10-25T23:59:59.999Z'],
  ])('%s ends at %s', (date, instant) => {
    expect(endOfDayInLondon(parsePlainDate(date))).toBe(instant);
  });

  it.each([`${FIRST_YEAR}-01-01`, `${LAST_YEAR}-12-31`, '1916-05-21', '1970-01-01'])(
    'begins on every day that can be given: %s',
    (date) => {
      const lag = Date.parse(`${date}T00:00:00Z`) - epochMilliseconds(startOfDayInLondon(parsePlainDate(date)));
      expect([0, 3_600_000]).toContain(lag);
    },
  );

  it('ends one millisecond before the next date begins', () => {
    const first = parsePlainDate('1996-01-01');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 74_000 }), (days) => {
        const date = addDays(first, days);
        const end = endOfDayInLondon(date);
        expect(londonDate(end)).toBe(date);
        const next = instantOf(new Date(epochMilliseconds(end) + 1));
        expect(londonDate(next)).toBe(addDays(date, 1));
        expect(startOfDayInLondon(addDays(date, 1))).toBe(next);
      }),
    );
  });
});

describe('the schemas for stored times', () => {
  it('take what is held and name the reason for what is not', () => {
    expect(plainDateSchema.parse('2026-06-15')).toBe('2026-06-15');
    expect(plainDateSchema.safeParse('2026-02-30').error?.issues[0]?.message).toBe('must be a date that exists');
    expect(instantSchema.parse('2026-06-15T08:30:00.000Z')).toBe('2026-06-15T08:30:00.000Z');
    expect(instantSchema.safeParse('2026-06-15T08:30:00Z').error?.issues[0]?.message).toContain('three decimals');
    expect(instantSchema.safeParse('2026-06-15T25:30:00Z').error?.issues[0]?.message).toContain('23:59:59');
  });

  it('can be published as JSON Schema', () => {
    const schema = z.toJSONSchema(z.object({ on: plainDateSchema, at: instantSchema }));
    expect(schema.properties).toMatchObject({
      on: { type: 'string', format: 'date' },
      at: { type: 'string', format: 'date-time' },
    });
  });
});
