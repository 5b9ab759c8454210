import type { Nation } from './nation.js';

/**
 * Where `date-holidays` 3.37.0 differs from the bank holidays that were, or have been, appointed. Every entry has its
 * source. A change to this table gets a new number in `CORRECTIONS`, because deadlines record it.
 */
export const CORRECTIONS = 1;

export interface Correction {
  readonly nations: readonly Nation[];
  /** Not a bank holiday, although the library says so. */
  readonly remove?: string;
  /** A bank holiday that the library does not know. */
  readonly add?: { readonly date: string; readonly name: string };
  readonly source: string;
}

const EVERYWHERE: readonly Nation[] = ['GB-ENG', 'GB-SCT', 'GB-WLS', 'GB-NIR'];

/** St Andrew's Day is a bank holiday since this year: St Andrew's Day Bank Holiday (Scotland) Act 2007. */
export const FIRST_ST_ANDREWS_DAY = 2007;

export const BANK_HOLIDAY_CORRECTIONS: readonly Correction[] = [
  {
    nations: EVERYWHERE,
    add: { date: '1999-12-31', name: 'Millennium Eve' },
    source: 'Royal Proclamation under the Banking and Financial Dealings Act 1971, section 1(3)',
  },
  {
    nations: EVERYWHERE,
    remove: '2002-05-27',
    add: { date: '2002-06-04', name: 'Spring bank holiday' },
    source: 'Golden Jubilee: the spring bank holiday was moved',
  },
  {
    nations: EVERYWHERE,
    add: { date: '2002-06-03', name: 'Queen’s Golden Jubilee' },
    source: 'Golden Jubilee: additional bank holiday',
  },
  {
    nations: EVERYWHERE,
    add: { date: '2011-04-29', name: 'Royal Wedding' },
    source: 'Wedding of Prince William and Catherine Middleton: additional bank holiday',
  },
  {
    nations: EVERYWHERE,
    remove: '2012-05-28',
    add: { date: '2012-06-04', name: 'Spring bank holiday' },
    source: 'Diamond Jubilee: the spring bank holiday was moved',
  },
  {
    nations: ['GB-SCT'],
    add: { date: '2026-06-15', name: 'World Cup bank holiday' },
    source: 'Royal Proclamation of 3 February 2026; gov.uk/bank-holidays, Scotland',
  },
];
