import { describe, expect, it } from '@jest/globals';
import type { ContactRule } from '#domain/partnerships';
import { deriveId } from '#platform/values';
import { digestOfExtract } from './briefing.extract.js';
import { dundee, extract, hse, plan, priority, wakefield } from './briefing.fixture.js';
import { day, DUNDEE, SITE, variationOne, WAKEFIELD } from './plan.fixture.js';

const OTHER_SITE = deriveId('site', 'wakefield');

describe('What a plan says to an authority', () => {
  it.each([
    ['that it names', priority(1, { authorities: [WAKEFIELD] }), wakefield, ['NAMED']],
    ['that it does not name', priority(1, { authorities: [DUNDEE] }), wakefield, undefined],
    ['in its region', priority(1, { regions: ['Scotland'] }), dundee, ['REGION']],
    ['in another region', priority(1, { regions: ['Scotland'] }), wakefield, undefined],
    ['that enforces at its site', priority(1, { siteIds: [SITE] }), dundee, ['SITE']],
    ['that enforces at another site', priority(1, { siteIds: [OTHER_SITE] }), dundee, undefined],
    ['of the sectors', priority(1, { sectors: ['CACTUS'] }), hse, ['SECTOR']],
    ['of no sectors', priority(1, { sectors: ['CACTUS'] }), dundee, undefined],
    ['that enforces, by topics alone', priority(1, { topics: ['falls'] }), dundee, ['ENFORCES']],
    ['that enforces nowhere, by topics alone', priority(1, { topics: ['falls'] }), wakefield, undefined],
    ['that enforces, by nothing', priority(1, {}), dundee, ['ENFORCES']],
  ])('%s', (_, each, authority, grounds) => {
    expect(extract(plan([each]), authority).priorities.map((shown) => shown.grounds)).toEqual(grounds ? [grounds] : []);
  });

  it('is title and themes only, where it holds no key information', () => {
    const concerns = { authorities: [WAKEFIELD, DUNDEE], siteIds: [SITE], topics: ['falls'] };
    const bare = priority(1, concerns, { until: day('2006-12-31') });
    const { keyInformation: _, ...without } = bare;
    expect(extract(plan([without]), dundee).priorities).toEqual([
      {
        number: 1,
        title: 'Title of 1',
        themes: ['Worker involvement'],
        grounds: ['NAMED', 'SITE'],
        keyInformation: null,
        from: null,
        until: null,
        topics: [],
        siteIds: [],
      },
    ]);
  });

  it('names the sites at which it enforces, and none of others', () => {
    const both = priority(1, { siteIds: [SITE, OTHER_SITE] });
    expect(extract(plan([both]), dundee).priorities.map(({ siteIds }) => siteIds)).toEqual([[SITE]]);
  });

  it('is narrowed to a topic, whatever its letter case, and says no more of what else there is', () => {
    const priorities = [priority(1, { topics: ['Falls'] }), priority(2, { topics: ['noise'] })];
    const narrowed = extract(plan(priorities), dundee, { topic: 'falls' });
    expect(narrowed.priorities.map(({ number }) => number)).toEqual([1]);
    expect(narrowed.moreExists).toBe(false);
  });

  it('is not found by a topic that it does not show', () => {
    const { keyInformation: _, ...bare } = priority(1, { authorities: [DUNDEE], topics: ['falls'] });
    expect(extract(plan([bare]), dundee).priorities).toMatchObject([{ topics: [] }]);
    expect(extract(plan([bare]), dundee, { topic: 'falls' }).priorities).toEqual([]);
  });

  it('tells whoever enforces that there is more, and only partners how much', () => {
    const priorities = [priority(1, { authorities: [DUNDEE] }), priority(2, { authorities: [WAKEFIELD] })];
    const told = (...args: Parameters<typeof extract>) => {
      const { moreExists, morePriorities } = extract(...args);
      return [moreExists, morePriorities];
    };
    expect(told(plan(priorities), wakefield)).toEqual([null, null]);
    expect(told(plan(priorities), dundee)).toEqual([true, null]);
    expect(told(plan(priorities), dundee, { isPartner: true })).toEqual([true, 1]);
    expect(told(plan(priorities.slice(0, 1)), dundee)).toEqual([false, null]);
  });

  it('holds the variations of the authority that have not run out', () => {
    const variations = [variationOne, { ...variationOne, number: 2, authorityId: WAKEFIELD }];
    const numbers = (authority: typeof dundee, today = '2006-03-21') =>
      extract(plan([], { variations }), authority, { today: day(today) }).variations.map(({ number }) => number);
    expect(numbers(dundee)).toEqual([1]);
    expect(numbers(wakefield)).toEqual([2]);
    expect(numbers(dundee, '2006-12-31')).toEqual([]);
  });

  it('holds the criteria for incidents, its own or those in force', () => {
    const clause = { key: 'FALLS', category: 'DISEASE' as const, text: 'All.', listed: [], exceptions: [] };
    const own = plan([], { incidentCriteria: { kind: 'OWN', clauses: [clause] } });
    expect(extract(own, dundee).incidentCriteria).toEqual({ own: true, defaultVersion: null, clauses: [clause] });
    expect(extract(plan([]), dundee).incidentCriteria).toMatchObject({ own: false, defaultVersion: 1 });
    const later = extract(plan([]), dundee, { today: day('2014-05-01') });
    expect(later.incidentCriteria).toMatchObject({ own: false, defaultVersion: 2 });
  });

  it('holds the contact rules that are for the authority', () => {
    const rule = (number: number, change: Partial<ContactRule>): ContactRule => ({
      ruleId: deriveId('contact-rule', String(number)),
      criteriaVersion: 1,
      number,
      advice: 'PROCEED',
      reason: 'So.',
      validFrom: day('2006-01-01'),
      validUntil: undefined,
      ...change,
    });
    const contactRules = [
      rule(1, {}),
      rule(2, { who: { kind: 'AUTHORITY', authorityId: DUNDEE } }),
      rule(3, { who: { kind: 'AUTHORITY', authorityId: WAKEFIELD } }),
      rule(4, { who: { kind: 'REGION', region: 'SCOTLAND' } }),
      rule(5, { who: { kind: 'PARTY_KIND', partyKind: 'HSE' } }),
      rule(6, { siteId: SITE }),
      rule(7, { siteId: OTHER_SITE }),
    ];
    const numbers = (authority: typeof dundee) =>
      extract(plan([]), authority, { contactRules }).contactRules.map(({ number }) => number);
    expect(numbers(dundee)).toEqual([1, 2, 4, 6]);
    expect(numbers(wakefield)).toEqual([1, 3]);
    expect(numbers(hse)).toEqual([1, 5]);
  });

  it('has another digest when anything shown is another, and the same when only the rest is', () => {
    const digest = (...priorities: ReturnType<typeof priority>[]) =>
      digestOfExtract('plan', 1, extract(plan(priorities), wakefield));
    const own = priority(1, { authorities: [WAKEFIELD] });
    const other = priority(2, { authorities: [DUNDEE] });
    expect(digest(own, { ...other, keyInformation: 'Otherwise.' })).toBe(digest(own, other));
    expect(digest(own)).toBe(digest(own, other));
    expect(digest({ ...own, keyInformation: 'Otherwise.' }, other)).not.toBe(digest(own, other));
    expect(digest({ ...own, what: 'Otherwise.' }, other)).toBe(digest(own, other));
  });
});
