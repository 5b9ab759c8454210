import { epochMilliseconds, londonDate, type Instant } from './instant.js';
import type { PlainDate } from './plain-date.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** As GOV.UK writes dates: "3 April 2006". */
export function dateInWords(date: PlainDate): string {
  return `${dayAndMonth(date)} ${date.slice(0, 4)}`;
}

/** Two dates from one to the other: "30 June to 30 September 2006", "30 November 2006 to 1 March 2007". */
export function datesInWords(from: PlainDate, to: PlainDate): string {
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${sameYear ? dayAndMonth(from) : dateInWords(from)} to ${dateInWords(to)}`;
}

/** "9am on 26 November 2026", "10:30pm on 30 March 2007": by the clocks of the United Kingdom. */
export function momentInWords(instant: Instant): string {
  const [hour = '', minute] = LONDON_CLOCK.format(epochMilliseconds(instant)).split(':');
  return `${timeInWords(Number(hour), minute)} on ${dateInWords(londonDate(instant))}`;
}

const LONDON_CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function timeInWords(hour: number, minute: string | undefined): string {
  const minutes = minute === undefined || minute === '00' ? '' : `:${minute}`;
  if (minutes === '' && hour === 0) return 'midnight';
  if (minutes === '' && hour === 12) return 'midday';
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

function dayAndMonth(date: PlainDate): string {
  return `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}
