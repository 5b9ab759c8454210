import { InvalidTimeError, isPlainDate, parsePlainDate, plainDateFault, type PlainDate } from './plain-date.js';

declare const brand: unique symbol;

/**
 * A moment: ISO 8601 in UTC with exactly three decimals, `2026-06-15T08:30:00.000Z`. As text, instants sort in time
 * order, and equal moments are equal strings.
 */
export type Instant = string & { readonly [brand]: 'Instant' };

const SHAPE = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

/** The one form in which instants are held. Every moment of every answer is checked against it. */
const HELD_SHAPE = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** The reason why `text` cannot be read as a moment, or undefined when it can. */
export function instantFault(text: string): string | undefined {
  const read = readInstant(text);
  return 'fault' in read ? read.fault : undefined;
}

/**
 * Reads an RFC 3339 date-time with any offset and gives the same moment in UTC. Decimals beyond the millisecond are
 * cut off. Leap seconds (`:60`) are refused: no clock here can give them.
 * @throws {InvalidTimeError} when the text is not a moment of the years 1900 to 2200.
 */
export function parseInstant(text: string): Instant {
  const read = readInstant(text);
  if ('fault' in read) throw new InvalidTimeError(`The date and time ${read.fault}.`);
  return read.instant;
}

/** True for text that is already in the one form in which instants are held. */
export function isInstant(text: string): text is Instant {
  return HELD_SHAPE.test(text) && isPlainDate(text.slice(0, 10));
}

/** @throws {InvalidTimeError} when the date is not valid or leaves the years 1900 to 2200. */
export function instantOf(date: Date): Instant {
  if (Number.isNaN(date.getTime())) throw new InvalidTimeError('The date and time is not a valid Date.');
  const text = date.toISOString();
  // Already in the form in which instants are held, unless its year is not.
  return isInstant(text) ? text : parseInstant(text);
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function epochMilliseconds(instant: Instant): number {
  return Date.parse(instant);
}

function readInstant(text: string): { instant: Instant } | { fault: string } {
  const match = SHAPE.exec(text);
  if (!match) return { fault: 'must be written like 2026-06-15T08:30:00Z, with Z or an offset such as +01:00' };
  const [, date = '', hours = '', minutes = '', seconds = '', decimals = '', offset = ''] = match;
  const dateFault = plainDateFault(date);
  if (dateFault !== undefined) return { fault: dateFault };
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) {
    return { fault: 'must have a time from 00:00:00 to 23:59:59' };
  }
  if (offset !== 'Z' && (Number(offset.slice(1, 3)) > 23 || Number(offset.slice(4)) > 59)) {
    return { fault: 'must have an offset from -23:59 to +23:59' };
  }
  const milliseconds = decimals.slice(0, 3).padEnd(3, '0');
  const utc = new Date(`${date}T${hours}:${minutes}:${seconds}.${milliseconds}${offset}`).toISOString();
  // An offset can move the first or last hours of the range out of it.
  const utcFault = plainDateFault(utc.slice(0, utc.indexOf('T')));
  return utcFault === undefined ? { instant: utc as Instant } : { fault: utcFault };
}

// Building a formatter costs about a thousand times as much as using one.
const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const HOUR_MS = 3_600_000;

let lastAsked: { readonly hour: number; readonly date: PlainDate } | undefined;

/**
 * The date on a wall calendar in the United Kingdom at this moment (Greenwich Mean Time or British Summer Time). It
 * changes only at full hours, and is mostly asked for the present one, so that one is remembered.
 */
export function londonDate(instant: Instant): PlainDate {
  const hour = Math.floor(epochMilliseconds(instant) / HOUR_MS);
  if (lastAsked?.hour !== hour) lastAsked = { hour, date: londonDateAt(hour * HOUR_MS) };
  return lastAsked.date;
}

function londonDateAt(epochMs: number): PlainDate {
  const [day, month, year] = LONDON.format(epochMs).split('/');
  return parsePlainDate(`${year}-${month}-${day}`);
}

const LONDON_HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' });

/** The first millisecond of the date in the United Kingdom: 00:00 on its clocks. */
export function startOfDayInLondon(date: PlainDate): Instant {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  // In summer time its clocks show one when it is midnight in Greenwich.
  return instantOf(new Date(LONDON_HOUR.format(midnight) === '01' ? midnight - HOUR_MS : midnight));
}

/** The last millisecond of the date in the United Kingdom: 23:59:59.999 on its clocks. */
export function endOfDayInLondon(date: PlainDate): Instant {
  const lastOfUtcDay = Date.parse(`${date}T23:59:59.999Z`);
  const inWinter = instantOf(new Date(lastOfUtcDay));
  // The clocks change at 01:00 UTC, so that one offset holds for the whole evening: in summer time the last
  // millisecond of the UTC day already belongs to the next date.
  return londonDate(inWinter) === date ? inWinter : instantOf(new Date(lastOfUtcDay - HOUR_MS));
}
