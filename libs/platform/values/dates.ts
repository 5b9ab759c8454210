import { z } from 'zod';

/** A calendar date, `YYYY-MM-DD`; a date that does not exist is refused. Years 1900 to 2199. */
export const calendarDate = () =>
  z.iso
    .date('must be a date that exists, written YYYY-MM-DD')
    .regex(/^(19|20|21)/, 'must lie between the years 1900 and 2199');

/** A moment, ISO 8601 in UTC (`2006-03-21T09:00:00.000Z`). */
export const moment = () =>
  z.iso
    .datetime('must be a moment in UTC, written YYYY-MM-DDThh:mm:ss.sssZ')
    .regex(/^(19|20|21)/, 'must lie between the years 1900 and 2199');

/** The calendar date in the United Kingdom at a moment. */
export function dateInBritain(at: string): string {
  return BRITISH_DATE.format(new Date(at));
}

const BRITISH_DATE = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
