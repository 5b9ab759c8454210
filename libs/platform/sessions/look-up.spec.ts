import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { countQueries } from '../../../test/support/statement-count.js';
import { defineGroupedLookUp, defineLookUp, defineSharedQuery } from './look-up.js';
import type { Places } from './steady-query.js';
import { abilityFor, tallies, TallySessions } from './tally-sessions.fixture.js';

describe('A look-up', () => {
  let sessions: TallySessions;
  beforeEach(async () => {
    sessions = await TallySessions.open();
  });
  afterEach(() => sessions.close());

  const lookUp = () =>
    defineLookUp(
      (source, ids) => tallies(source).where('id', 'in', ids),
      ({ id }) => id,
    );

  it('takes lists of any length, and texts that look like SQL or JSON', async () => {
    const find = lookUp();
    using both = await sessions.session(abilityFor('anne', 'ben'));
    expect([...(await find(both, ['c', 'a', 'a', 'nobody'])).keys()].toSorted()).toEqual(['a', 'c']);
    expect((await find(both, [])).size).toBe(0);
    expect((await find(both, [`"]'); drop table tally; --`])).size).toBe(0);
    const many = Array.from({ length: 40_000 }, (_, index) => `x${index}`);
    expect([...(await find(both, [...many, 'b'])).keys()]).toEqual(['b']);
  });

  it('remembers what it found, and what it did not find, while nothing is written', async () => {
    const find = lookUp();
    const annes = abilityFor('anne');
    const totalsOf = async (...ids: readonly string[]) => {
      using session = await sessions.session(annes);
      const found = await find(session, ids);
      return ids.map((id) => found.get(id)?.total);
    };
    expect(await totalsOf('a', 'nobody')).toEqual([1, undefined]);
    expect(await countQueries(async () => expect(await totalsOf('nobody', 'a')).toEqual([undefined, 1]))).toBe(0);
    expect(await countQueries(async () => expect(await totalsOf('b', 'a')).toEqual([5, 1]))).toBe(1);

    await sessions.write('a', 'anne', 7);
    await sessions.write('nobody', 'anne', 9);
    expect(await totalsOf('a', 'nobody', 'b')).toEqual([7, 9, 5]);
  });

  it('shows a session of before a write what was then', async () => {
    const find = lookUp();
    const annes = abilityFor('anne');
    using before = await sessions.session(annes);
    await sessions.write('a', 'anne', 7);
    using after = await sessions.session(annes);
    const totals = async () => [
      (await find(after, ['a'])).get('a')?.total,
      (await find(before, ['a'])).get('a')?.total,
    ];
    expect([await totals(), await totals()]).toEqual([
      [7, 1],
      [7, 1],
    ]);
  });

  it('remembers nothing for anybody with other rights', async () => {
    const find = lookUp();
    using annes = await sessions.session(abilityFor('anne'));
    using bens = await sessions.session(abilityFor('ben'));
    expect([...(await find(annes, ['a', 'c'])).keys()]).toEqual(['a']);
    expect([...(await find(bens, ['a', 'c'])).keys()]).toEqual(['c']);
  });

  it('shares what is asked alike, and asks anew for anything else', async () => {
    const above = defineSharedQuery((source, { value }: Places<{ total: number }>) =>
      tallies(source).where('total', '>', value('total')),
    );
    const both = abilityFor('anne', 'ben');
    const idsAbove = async (total: number) => {
      using session = await sessions.session(both);
      return (await above(session, { total })).map(({ id }) => id);
    };
    expect([await idsAbove(1), await idsAbove(3)]).toEqual([['b', 'c'], ['b']]);
    expect(await countQueries(() => idsAbove(1))).toBe(0);
    await sessions.write('a', 'anne', 7);
    expect(await idsAbove(1)).toEqual(['a', 'b', 'c']);
  });

  it('groups what belongs together, in the order of the query', async () => {
    const byOwner = defineGroupedLookUp(
      (source, owners) => tallies(source).where('owner', 'in', owners).clearOrderBy().orderBy('total', 'desc'),
      ({ owner }) => owner,
    );
    using both = await sessions.session(abilityFor('anne', 'ben'));
    const groups = await byOwner(both, ['anne', 'ben', 'carla']);
    expect([...groups].map(([owner, rows]) => [owner, rows.map(({ id }) => id)])).toEqual([
      ['anne', ['b', 'a']],
      ['ben', ['c']],
    ]);
  });
});
