import { describe, expect, it } from '@jest/globals';
import { dateInWords, datesInWords } from './date-in-words.js';
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
});
