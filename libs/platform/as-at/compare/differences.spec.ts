import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differencesBetween } from './differences.js';

describe('Differences between two answers', () => {
  it('are none between equal ones, whatever they hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => expect(differencesBetween(value, structuredClone(value))).toEqual([])),
    );
  });

  it('turn round when the answers do', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const turned = differencesBetween(other, one).map(({ before, after }) => [after, before]);
        const straight = differencesBetween(one, other).map(({ before, after }) => [before, after]);
        expect(turned.map(String).toSorted()).toEqual(straight.map(String).toSorted());
      }),
    );
  });

  it('name values by their fields', () => {
    expect(
      differencesBetween({ name: 'Asda', since: null, gone: 1 }, { name: 'ASDA', since: '2006', gone: null }),
    ).toEqual([
      { path: ['name'], kind: 'CHANGED', before: 'Asda', after: 'ASDA' },
      { path: ['since'], kind: 'ADDED', before: null, after: '2006' },
      { path: ['gone'], kind: 'REMOVED', before: '1', after: null },
    ]);
  });

  it('name the items of lists by what tells them apart, so that one more changes no other', () => {
    const before = { priorities: { nodes: [{ number: 1, title: 'Yards' }], pageInfo: { hasNextPage: false } } };
    const after = {
      priorities: {
        nodes: [
          { number: 2, title: 'Stress', measures: [{ name: 'Days' }] },
          { number: 1, title: 'All yards' },
        ],
        pageInfo: { hasNextPage: true },
      },
    };
    expect(differencesBetween(before, after)).toEqual([
      { path: ['priorities', '1', 'title'], kind: 'CHANGED', before: 'Yards', after: 'All yards' },
      {
        path: ['priorities', '2'],
        kind: 'ADDED',
        before: null,
        after: 'number 2, title Stress, measures name Days',
      },
    ]);
    expect(differencesBetween({ topics: ['a', 'b'] }, { topics: ['b'] })).toEqual([
      { path: ['topics', 'a'], kind: 'REMOVED', before: 'a', after: null },
    ]);
  });

  it('tell a reference to another object as one change', () => {
    const to = (id: string, name: string) => ({ officer: { __typename: 'Officer', id, name } });
    expect(differencesBetween(to('1', 'Anne'), to('2', 'Ben'))).toEqual([
      { path: ['officer'], kind: 'CHANGED', before: 'id 1, name Anne', after: 'id 2, name Ben' },
    ]);
    expect(differencesBetween(to('1', 'Anne'), to('1', 'Ann'))).toEqual([
      { path: ['officer', 'name'], kind: 'CHANGED', before: 'Anne', after: 'Ann' },
    ]);
  });

  it('cut what is too long', () => {
    const [difference] = differencesBetween({ text: 'x' }, { text: 'y'.repeat(5_000) });
    expect(difference?.after).toHaveLength(2_000);
  });
});
