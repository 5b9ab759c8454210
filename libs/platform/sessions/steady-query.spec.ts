import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { defineQuery, type Places } from './steady-query.js';
import { abilityFor, tallies, TallySessions } from './tally-sessions.fixture.js';

describe('A query that is defined once', () => {
  let sessions: TallySessions;
  beforeEach(async () => {
    sessions = await TallySessions.open();
  });
  afterEach(() => sessions.close());

  it('is asked with other values each time, and built once for a set of rights', async () => {
    let built = 0;
    const above = defineQuery((source, { value }: Places<{ total: number }>) => {
      built += 1;
      return tallies(source).where('total', '>', value('total'));
    });
    using annes = await sessions.session(abilityFor('anne'));
    const ids = async (total: number) => (await above(annes, { total })).map(({ id }) => id);
    expect([await ids(0), await ids(1), await ids(5)]).toEqual([['a', 'b'], ['b'], []]);
    expect(built).toBe(1);
  });

  it('shows each caller what the caller may see, and nothing of another one', async () => {
    const all = defineQuery(tallies);
    const seenBy = async (...owners: readonly string[]) => {
      using session = await sessions.session(abilityFor(...owners));
      return (await all(session, {})).map(({ id }) => id);
    };
    expect(await seenBy('anne')).toEqual(['a', 'b']);
    expect(await seenBy('ben')).toEqual(['c']);
    expect(await seenBy()).toEqual([]);
  });

  it('finds its rows by the index also for a list', async () => {
    using session = await sessions.session(abilityFor('anne'));
    const text = tallies(session)
      .where('id', 'in', sql<string>`(select value from json_each(${'["a"]'}))`)
      .compile();
    const plan = await sql<{ detail: string }>`explain query plan ${sql.raw(text.sql.replaceAll('+?', "'x'"))}`.execute(
      session.tables(),
    );
    expect(plan.rows.map(({ detail }) => detail).join('\n')).toMatch(/SEARCH .*\(id=\?\)/);
  });
});
