import { describe, expect, it } from '@jest/globals';
import { parsePlainDate } from '#platform/working-days';
import { continuityOf, type ContinuityFacts } from './continuity.js';

const tenure = (validFrom: string, validUntil: string | null, follows: number | null = null) => ({
  validFrom,
  validUntil,
  follows,
});
const facts = (given: Partial<ContinuityFacts>): ContinuityFacts => ({
  posts: [],
  startedOn: '2005-10-01',
  endedOn: null,
  today: parsePlainDate('2006-03-21'),
  postNeeded: true,
  handoverItems: { done: 0, inAll: 0 },
  ...given,
});

describe('Continuity', () => {
  it('has no gap where a post is handed over', () => {
    const tenures = [tenure('2005-10-01', '2006-01-01'), tenure('2006-01-01', null, 1)];
    const handoverItems = { done: 3, inAll: 4 };
    expect(continuityOf(facts({ posts: [tenures], handoverItems }))).toEqual({
      posts: 1,
      appointments: 2,
      changes: 1,
      currentSince: '2006-01-01',
      currentDays: 79,
      averageDays: 85.5,
      longestDays: 92,
      gaps: [],
      daysUnattended: 0,
      handovers: 1,
      handoverCompleteness: 0.75,
    });
  });

  it('shows gaps at the start, between and at the end', () => {
    const tenures = [tenure('2005-10-11', '2005-11-01'), tenure('2005-11-15', '2006-03-01')];
    const { gaps, daysUnattended, currentSince } = continuityOf(facts({ posts: [tenures] }));
    expect(gaps).toEqual([
      { from: '2005-10-01', until: '2005-10-11', days: 10 },
      { from: '2005-11-01', until: '2005-11-15', days: 14 },
      { from: '2006-03-01', until: null, days: 20 },
    ]);
    expect(daysUnattended).toBe(44);
    expect(currentSince).toBeNull();
  });

  it('counts until the partnership ended', () => {
    const tenures = [tenure('2005-10-01', '2005-12-01')];
    const { gaps } = continuityOf(facts({ posts: [tenures], endedOn: '2006-01-01' }));
    expect(gaps).toEqual([{ from: '2005-12-01', until: '2006-01-01', days: 31 }]);
  });

  it('counts from the first appointment before the partnership works', () => {
    expect(continuityOf(facts({ posts: [[tenure('2006-03-01', null)]], startedOn: null })).gaps).toEqual([]);
  });

  it('misses nobody in a post that is not needed, and everybody in one that is', () => {
    expect(continuityOf(facts({ postNeeded: false })).daysUnattended).toBe(0);
    expect(continuityOf(facts({ postNeeded: true })).daysUnattended).toBe(171);
  });

  it('is counted in each post where there are several, and added up', () => {
    const scotland = [tenure('2005-10-01', '2005-11-01'), tenure('2005-11-11', null)];
    const wales = [tenure('2005-10-01', null)];
    const london = [tenure('2005-10-01', '2006-03-11')];
    const { posts, appointments, changes, currentSince, gaps, daysUnattended } = continuityOf(
      facts({ posts: [london, scotland, wales] }),
    );
    expect({ posts, appointments, changes, currentSince, daysUnattended }).toEqual({
      posts: 3,
      appointments: 4,
      changes: 1,
      currentSince: null,
      daysUnattended: 20,
    });
    expect(gaps).toEqual([
      { from: '2005-11-01', until: '2005-11-11', days: 10 },
      { from: '2006-03-11', until: null, days: 10 },
    ]);
  });
});
