import type { Position } from '#platform/event-store';
import {
  instantFault,
  isInstant,
  parseInstant,
  plainDateFault,
  type Instant,
  type PlainDate,
} from '#platform/working-days';
import { defineScalar } from './scalar.js';

/** Calendar dates; the runtime value is the text, so that no time zone can shift it. */
export const DateScalar = defineScalar<PlainDate, string>({
  name: 'Date',
  wire: 'string',
  expected: 'a date that exists, written YYYY-MM-DD',
  read: (sent) => {
    const fault = plainDateFault(sent);
    return fault === undefined ? { value: sent as PlainDate } : { expected: `a date: it ${fault}` };
  },
  write: (value) => {
    if (typeof value === 'string' && plainDateFault(value) === undefined) return value;
    throw new TypeError('The service holds a value that is not a date (YYYY-MM-DD).');
  },
});

/** Moments; the runtime value is the text in UTC with milliseconds. */
export const DateTimeScalar = defineScalar<Instant, string>({
  name: 'DateTime',
  wire: 'string',
  expected: 'a date and time with Z or an offset, like 2026-06-15T08:30:00Z',
  read: (sent) => {
    const fault = instantFault(sent);
    return fault === undefined ? { value: parseInstant(sent) } : { expected: `a date and time: it ${fault}` };
  },
  write: (value) => {
    if (typeof value === 'string' && isInstant(value)) return value;
    throw new TypeError('The service holds a value that is not a moment in UTC with milliseconds.');
  },
});

const UUID_SHAPE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * UUIDs of every version. The scalar of graphql-scalars takes braces and keeps capital letters, so that one UUID
 * would have several forms; here equal ids are equal texts.
 */
export const UuidScalar = defineScalar<string, string>({
  name: 'UUID',
  wire: 'string',
  expected: 'a UUID, like 6f1c2b5e-3d0a-4f63-9d51-0a6d3a1c7b42',
  read: (sent) => {
    const value = sent.toLowerCase();
    return UUID_SHAPE.test(value) ? { value } : { expected: 'a UUID, like 6f1c2b5e-3d0a-4f63-9d51-0a6d3a1c7b42' };
  },
  write: (value) => {
    if (typeof value === 'string' && UUID_SHAPE.test(value)) return value;
    throw new TypeError('The service holds a value that is not a UUID in lower case.');
  },
});

const POSITION_SHAPE = /^(?:0|[1-9]\d{0,15})$/;

/** Positions of the log: a number inside, decimal text outside, because JSON numbers lose digits in some clients. */
export const PositionScalar = defineScalar<Position, string>({
  name: 'Position',
  wire: 'string',
  expected: 'a position as an answer of this service gave it, as text',
  read: (sent) => {
    const value = Number(sent);
    return POSITION_SHAPE.test(sent) && Number.isSafeInteger(value)
      ? { value: value as Position }
      : { expected: 'a position as an answer of this service gave it' };
  },
  write: (value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value);
    throw new TypeError('The service holds a value that is not a position of the log.');
  },
});

const LARGEST_INT = 2_147_483_647;

/** The scalar of graphql-scalars reads `5.9` as 5 and `"5"` as 5; here only whole numbers are taken. */
export const NonNegativeIntScalar = defineScalar<number, number>({
  name: 'NonNegativeInt',
  wire: 'number',
  expected: 'a whole number from 0 to 2,147,483,647',
  read: (sent) => (isNonNegativeInt(sent) ? { value: sent } : { expected: 'a whole number from 0 to 2,147,483,647' }),
  write: (value) => {
    if (isNonNegativeInt(value)) return value;
    throw new TypeError('The service holds a value that is not a whole number from 0 to 2,147,483,647.');
  },
});

function isNonNegativeInt(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_INT;
}

/** Resolvers for `schema/scalars.graphql`. */
export const scalarResolvers = {
  Date: DateScalar,
  DateTime: DateTimeScalar,
  UUID: UuidScalar,
  Position: PositionScalar,
  NonNegativeInt: NonNegativeIntScalar,
} as const;
