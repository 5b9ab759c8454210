import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, parsePlainDate } from '#platform/working-days';
import { firstFittingDay, misfitsOf, type DatedPeriod, type IssueWindow } from './programme-calendar.fit.js';

const day = parsePlainDate;
const window = (from: string, until = from): IssueWindow => ({ from: day(from), until: day(until) });
const period = (kind: DatedPeriod['kind'], from: string, until = from): DatedPeriod => ({
  calendarId: 'programme-calendar-spec',
  number: 1,
  authorityId: 'authority-spec',
  authorityName: 'Fife',
  kind,
  title: 'The period',
  ...window(from, until),
});
const left = (days: IssueWindow, ...periods: readonly DatedPeriod[]) =>
  misfitsOf(days, periods).map(({ leaves }) => leaves);

describe('A closed period', () => {
  const closed = period('CLOSED', '2006-04-03', '2006-04-07');
  it('leaves the days before and after it', () => {
    expect(left(window('2006-04-01', '2006-04-02'), closed)).toEqual([]);
    expect(left(window('2006-04-08', '2006-04-30'), closed)).toEqual([]);
    expect(left(window('2006-04-02', '2006-04-03'), closed)).toEqual(['SOME_DAYS']);
    expect(left(window('2006-04-07', '2006-04-08'), closed)).toEqual(['SOME_DAYS']);
    expect(left(window('2006-04-01', '2006-04-30'), closed)).toEqual(['SOME_DAYS']);
    expect(left(window('2006-04-03', '2006-04-07'), closed)).toEqual(['NO_DAY']);
    expect(left(window('2006-04-05'), closed)).toEqual(['NO_DAY']);
  });

  it('says why', () => {
    const [some] = misfitsOf(window('2006-04-02', '2006-04-05'), [closed]);
    expect(some?.reason).toBe(
      'Fife takes no messages from 3 April to 7 April 2006 (The period): of the days named, it does not fit from ' +
        '3 April to 5 April 2006.',
    );
    const [none] = misfitsOf(window('2006-04-04'), [closed]);
    expect(none?.reason).toBe(
      'Fife takes no messages from 3 April to 7 April 2006 (The period): 4 April 2006 does not fit.',
    );
  });
});

describe('A period of planning', () => {
  const planning = period('PLANNING', '2006-04-03', '2006-05-31');
  it('wants what is to influence it out by its first day', () => {
    expect(left(window('2006-03-01', '2006-04-03'), planning)).toEqual([]);
    expect(left(window('2006-04-03'), planning)).toEqual([]);
    expect(left(window('2006-04-03', '2006-04-04'), planning)).toEqual(['SOME_DAYS']);
    expect(left(window('2006-04-04'), planning)).toEqual(['NO_DAY']);
    expect(left(window('2006-06-15'), planning)).toEqual(['NO_DAY']);
  });

  it('says why', () => {
    const [late] = misfitsOf(window('2006-04-04', '2006-04-10'), [planning]);
    expect(late?.reason).toBe(
      'Fife settles its programme from 3 April 2006 on (The period), and a message must be out by then: no day from ' +
        '4 April to 10 April 2006 fits.',
    );
  });
});

describe('A date to fit', () => {
  const meeting = period('FIT', '2006-04-03', '2006-04-04');
  it('wants messages out by its last day', () => {
    expect(left(window('2006-03-01', '2006-04-04'), meeting)).toEqual([]);
    expect(left(window('2006-04-04', '2006-04-05'), meeting)).toEqual(['SOME_DAYS']);
    expect(left(window('2006-04-05'), meeting)).toEqual(['NO_DAY']);
    const [late] = misfitsOf(window('2006-04-05'), [meeting]);
    expect(late?.reason).toBe(
      'A message should be out by 4 April 2006 for Fife (The period): 5 April 2006 does not fit.',
    );
  });
});

describe('The first day that fits', () => {
  it('steps over closed periods, however they lie', () => {
    const closed = [period('CLOSED', '2006-04-04', '2006-04-06'), period('CLOSED', '2006-04-01', '2006-04-03')];
    expect(firstFittingDay(window('2006-04-01', '2006-04-30'), closed)).toBe('2006-04-07');
    expect(firstFittingDay(window('2006-04-01', '2006-04-06'), closed)).toBeUndefined();
    const planning = period('PLANNING', '2006-04-05', '2006-04-10');
    expect(firstFittingDay(window('2006-04-01', '2006-04-30'), [...closed, planning])).toBeUndefined();
  });

  it('is the first on which nothing is amiss', () => {
    const start = day('2006-04-01');
    const stretch = fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 10 }))
      .map(([first, days]) => [addDays(start, first), addDays(start, first + days)] as const);
    const somePeriod = fc
      .tuple(fc.constantFrom('CLOSED' as const, 'CLOSED' as const, 'PLANNING' as const, 'FIT' as const), stretch)
      .map(([kind, [from, until]]) => period(kind, from, until));
    fc.assert(
      fc.property(stretch, fc.array(somePeriod, { maxLength: 6 }), ([from, until], periods) => {
        const days = Array.from({ length: 11 }, (_, index) => addDays(from, index)).filter((each) => each <= until);
        const fitting = days.find((each) => misfitsOf({ from: each, until: each }, periods).length === 0);
        expect(firstFittingDay({ from, until }, periods)).toBe(fitting);
        // A period leaves no day exactly where each day by itself does not fit it.
        for (const each of periods) {
          const unfit = days.filter((one) => misfitsOf({ from: one, until: one }, [each]).length > 0).length;
          const expected = unfit === 0 ? [] : [unfit === days.length ? 'NO_DAY' : 'SOME_DAYS'];
          expect(left({ from, until }, each)).toEqual(expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});
