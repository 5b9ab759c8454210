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

function dayAndMonth(date: PlainDate): string {
  return `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}
