import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, GraphQLScalarType, isScalarType, isSpecifiedScalarType, parseValue } from 'graphql';
import {
  DateScalar,
  DateTimeScalar,
  NonNegativeIntScalar,
  PositionScalar,
  scalarResolvers,
  UuidScalar,
} from './index.js';

function literal(scalar: GraphQLScalarType<unknown>, text: string): unknown {
  return scalar.parseLiteral(parseValue(text), {});
}

describe('Date', () => {
  it('takes dates that exist and keeps them as text', () => {
    expect(DateScalar.parseValue('2004-02-29')).toBe('2004-02-29');
    expect(literal(DateScalar, '"2006-03-21"')).toBe('2006-03-21');
    expect(DateScalar.serialize('2006-03-21')).toBe('2006-03-21');
  });

  it.each(['2005-02-29', '2006-13-01', '2006-00-10', '2006-04-31', '1899-12-31', '2201-01-01'])(
    'refuses %s and says what is expected',
    (text) => expect(() => DateScalar.parseValue(text)).toThrow(/^Expected a date: it must /),
  );

  it.each(['21/03/2006', '2006-3-1', '2006-03-21T00:00:00Z', ' 2006-03-21', '2006-03-21\n', ''])(
    'refuses %j as not written YYYY-MM-DD',
    (text) => expect(() => DateScalar.parseValue(text)).toThrow(/YYYY-MM-DD/),
  );

  it('refuses numbers, truth values and lists, as variables and as literals', () => {
    for (const value of [20060321, true, ['2006-03-21'], { year: 2006 }, new Date(0)]) {
      expect(() => DateScalar.parseValue(value)).toThrow('Expected a date that exists, written YYYY-MM-DD.');
    }
    for (const text of ['20060321', 'true', '["2006-03-21"]', 'TODAY']) {
      expect(() => literal(DateScalar, text)).toThrow('Expected a date that exists, written YYYY-MM-DD.');
    }
  });

  it('does not send out what is not a date', () => {
    expect(() => DateScalar.serialize(new Date(0))).toThrow(TypeError);
    expect(() => DateScalar.serialize('2005-02-29')).toThrow(TypeError);
  });
});

describe('DateTime', () => {
  it.each([
    ['2006-06-15T09:30:00+01:00', '2006-06-15T08:30:00.000Z'],
    ['2006-03-21T09:00:00Z', '2006-03-21T09:00:00.000Z'],
    ['2006-03-21T09:00:00.1239Z', '2006-03-21T09:00:00.123Z'],
    ['2006-01-01T00:30:00+01:00', '2005-12-31T23:30:00.000Z'],
  ])('normalises %s to %s', (sent, held) => {
    expect(DateTimeScalar.parseValue(sent)).toBe(held);
    expect(literal(DateTimeScalar, JSON.stringify(sent))).toBe(held);
  });

  it.each([
    '2006-02-30T09:00:00Z',
    '2006-03-21T24:00:00Z',
    '2006-03-21T09:60:00Z',
    '2005-12-31T23:59:60Z',
    '2006-03-21T09:00:00+24:00',
    '2006-03-21T09:00:00',
    '2006-03-21 09:00:00Z',
    '2006-03-21',
    '1142931600',
  ])('refuses %s', (text) => expect(() => DateTimeScalar.parseValue(text)).toThrow(/^Expected a date and time/));

  it('keeps the moment, whatever the offset', () => {
    const moments = fc.date({
      min: new Date('1901-01-01T00:00:00Z'),
      max: new Date('2199-12-30T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, fc.integer({ min: -23 * 60, max: 23 * 60 }), (moment, minutes) => {
        const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const hours = String(Math.trunc(Math.abs(minutes) / 60)).padStart(2, '0');
        const rest = String(Math.abs(minutes) % 60).padStart(2, '0');
        const sent = `${local}${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
        expect(DateTimeScalar.parseValue(sent)).toBe(moment.toISOString());
      }),
    );
  });

  it('sends out only the one form that is held', () => {
    expect(DateTimeScalar.serialize('2006-03-21T09:00:00.000Z')).toBe('2006-03-21T09:00:00.000Z');
    expect(() => DateTimeScalar.serialize('2006-03-21T09:00:00Z')).toThrow(TypeError);
    expect(() => DateTimeScalar.serialize(0)).toThrow(TypeError);
  });
});

describe('UUID', () => {
  it('takes every version and gives lower case', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(UuidScalar.parseValue(uuid.toUpperCase())).toBe(uuid);
      }),
    );
  });

  it.each(['{6f1c2b5e-3d0a-4f63-9d51-0a6d3a1c7b42}', '6f1c2b5e3d0a4f639d510a6d3a1c7b42', '', 'six'])(
    'refuses %j',
    (text) => expect(() => UuidScalar.parseValue(text)).toThrow(/^Expected a UUID/),
  );
});

describe('Position', () => {
  it('is a number inside and text outside', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (position) => {
        const sent = PositionScalar.serialize(position);
        expect(typeof sent).toBe('string');
        expect(PositionScalar.parseValue(sent)).toBe(position);
      }),
    );
  });

  it.each(['-1', '1.5', '01', '1e3', '0x10', ' 1', '9007199254740993', '99999999999999999999', ''])(
    'refuses %j',
    (text) => expect(() => PositionScalar.parseValue(text)).toThrow(/^Expected a position/),
  );

  it('refuses a bare number, so that no client learns to count with it', () => {
    expect(() => PositionScalar.parseValue(7)).toThrow(/as text/);
    expect(() => literal(PositionScalar, '7')).toThrow(/as text/);
  });

  it('sends out no fraction and no negative number', () => {
    for (const value of [-1, 1.5, Number.NaN, '7', undefined]) {
      expect(() => PositionScalar.serialize(value)).toThrow(TypeError);
    }
  });
});

describe('NonNegativeInt', () => {
  it('takes whole numbers from 0 up', () => {
    for (const value of [0, 1, 2_147_483_647]) {
      expect(NonNegativeIntScalar.parseValue(value)).toBe(value);
      expect(literal(NonNegativeIntScalar, String(value))).toBe(value);
    }
  });

  it.each([-1, 5.9, 2_147_483_648, Number.NaN, '5', true, null])('refuses %p', (value) =>
    expect(() => NonNegativeIntScalar.parseValue(value)).toThrow('Expected a whole number from 0 to 2,147,483,647.'),
  );

  it('refuses literals that are not whole numbers', () => {
    for (const text of ['5.9', '-1', '"5"', '99999999999']) {
      expect(() => literal(NonNegativeIntScalar, text)).toThrow(/whole number/);
    }
  });
});

describe('what every scalar keeps to', () => {
  it('never repeats what was sent', () => {
    const anything = fc.string({ minLength: 8, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(scalarResolvers)), anything, (scalar, text) => {
        let message = '';
        try {
          scalar.parseValue(text);
        } catch (error) {
          message = String(error);
        }
        expect(message).not.toContain(text);
      }),
    );
  });

  it('is declared and described in the schema, each resolver and no other', () => {
    const sdl = readFileSync(new URL('../../../../../schema/scalars.graphql', import.meta.url), 'utf8');
    const declared = Object.values(buildSchema(sdl).getTypeMap())
      .filter(isScalarType)
      .filter((type) => !isSpecifiedScalarType(type));
    expect(declared.map((type) => type.name).sort()).toEqual(Object.keys(scalarResolvers).sort());
    for (const type of declared) expect(type.description).toBeTruthy();
    for (const [name, scalar] of Object.entries(scalarResolvers)) expect(scalar.name).toBe(name);
  });
});
