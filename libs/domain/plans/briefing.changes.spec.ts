import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesBetween } from './briefing.changes.js';
import { dundee, extract, plan, priority, wakefield } from './briefing.fixture.js';
import type { PlanContent, Priority } from './plan.content.js';
import { day, DUNDEE, variationOne, WAKEFIELD } from './plan.fixture.js';

const nameOf = (id: string) => id;
const changes = (before: PlanContent, after: PlanContent, authority = wakefield) =>
  changesBetween(extract(before, authority), extract(after, authority), nameOf);
const own = priority(1, { authorities: [WAKEFIELD] });
const other = priority(2, { authorities: [DUNDEE] });

describe('What changed in a briefing', () => {
  it('is told in the words of the plan', () => {
    const after = { ...own, title: 'Another title', keyInformation: 'Another text' };
    expect(changes(plan([own, other]), plan([after, other]))).toEqual([
      {
        kind: 'CHANGED',
        path: ['priorities', '1', 'keyInformation'],
        before: 'Key information of 1',
        after: 'Another text',
        sentence: expect.stringMatching(/^Priority 1: key information/),
      },
      {
        kind: 'CHANGED',
        path: ['priorities', '1', 'title'],
        before: 'Title of 1',
        after: 'Another title',
        sentence: expect.stringMatching(/^Priority 1: title/),
      },
    ]);
  });

  it('is nothing where only what concerns others changed', () => {
    const variation = { ...variationOne, what: 'Otherwise.' };
    const after = plan([own, { ...other, title: 'X', keyInformation: 'Y', until: day('2007-01-01') }], {
      summary: 'Another summary.',
      variations: [variation],
      principles: [],
    });
    expect(changes(plan([own, other]), after)).toEqual([]);
    expect(changes(plan([own, other]), after, dundee)).not.toEqual([]);
    expect(changes(plan([own]), plan([own, other]))).toEqual([]);
  });

  it('is nothing in fields that are not shown', () => {
    const measures = own.measures.map((each) => ({ ...each, target: 1 }));
    const concerns = { ...own.concerns, authorities: [WAKEFIELD, DUNDEE], sectors: ['CACTUS'] };
    const changed: Priority = { ...own, what: 'X', why: 'Y', owner: 'BOTH', measures, milestones: [], concerns };
    expect(changes(plan([own]), plan([changed]))).toEqual([]);
  });

  it('names a priority that came or went, and nothing of what it holds', () => {
    const [added] = changes(plan([]), plan([own]));
    expect(added).toMatchObject({ kind: 'ADDED', path: ['priorities', '1'], before: null, after: null });
    const [removed] = changes(plan([own]), plan([]));
    expect(removed).toMatchObject({ kind: 'REMOVED', path: ['priorities', '1'], before: null, after: null });
  });

  it('never speaks of what does not concern the authority', () => {
    const secret = fc.constantFrom('SECRET one', 'SECRET two', 'SECRET three');
    const hidden = fc
      .record({ title: secret, what: secret, why: secret, keyInformation: secret, themes: fc.tuple(secret) })
      .map((texts): Priority => ({ ...other, ...texts, themes: [...texts.themes] }));
    const shownWithSecrets = fc.record({ what: secret, why: secret }).map((texts): Priority => ({
      ...own,
      ...texts,
      concerns: { ...own.concerns, authorities: [WAKEFIELD, DUNDEE] },
    }));
    const any = fc
      .tuple(shownWithSecrets, fc.array(hidden, { maxLength: 1 }), secret)
      .map(([first, rest, summary]) => plan([first, ...rest], { summary }));
    fc.assert(
      fc.property(any, any, (before, after) => {
        expect(JSON.stringify(changes(before, after))).not.toContain('SECRET');
        expect(JSON.stringify(extract(after, wakefield))).not.toContain('SECRET');
      }),
    );
  });
});
