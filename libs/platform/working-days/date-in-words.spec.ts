import { describe, expect, it } from '@jest/globals';
import { dateInWords, datesInWords, momentInWords } from './date-in-words.js';
import { parseInstant } from './instant.js';
import { parsePlainDate } from './plain-date.js';

const [june, september, january] = [
  parsePlainDate('2006-06-30'),
  parsePlainDate('2006-09-30'),
  parsePlainDate('2007-01-01'),
];

describe('Dates in words', () => {
  it('are written as GOV.UK writes them', () => {
    expect(dateInWords(parsePlainDate('2006-04-03'))).toBe('3 April 2006');
  });

  it('name a year once that both share', () => {
    expect(datesInWords(june, september)).toBe('30 June to 30 September 2006');
    expect(datesInWords(june, january)).toBe('30 June 2006 to 1 January 2007');
  });

  it('say the time by the clocks of the United Kingdom', () => {
    const told = [
      ['2006-03-21T09:00:00.000Z', '9am on 21 March 2006'],
      ['2006-06-15T21:30:00.000Z', '10:30pm on 15 June 2006'],
      ['2006-06-15T23:00:00.000Z', 'midnight on 16 June 2006'],
      ['2006-12-01T12:00:00.000Z', 'midday on 1 December 2006'],
      ['2006-12-01T00:05:00.000Z', '12:05am on 1 December 2006'],
    ] as const;
    for (const [instant, words] of told) expect(momentInWords(parseInstant(instant))).toBe(words);
  });
});
