import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { buildAbility, visibleRows, type Ability, type Caller } from '#platform/access';
import type { Position } from '#platform/event-store';
import { SqliteReadModelDatabase, type ReadSnapshot } from '#platform/projections';
import { instantOf } from '#platform/working-days';
import { temporaryFolder, type TemporaryFolder } from '../../../test/support/temporary-folder.js';
import { board, tallyTable, type BoardTables } from '../projections/board.fixture.js';
import { Session } from './session.js';
import { defineGroupedLookUp, defineLookUp, defineQuery, type Places, type QuerySource } from './steady-query.js';

const caller: Caller = {
  party: { kind: 'HSE', id: 'authority-hse' },
  subject: 'anne',
  roles: new Set(),
  client: 'spec',
};
const abilityFor = (...owners: readonly string[]): Ability =>
  buildAbility([(_caller, _standing, allow) => allow('read', 'Tally', { owner: { $in: owners } })], caller);

describe('A query that is defined once', () => {
  let folder: TemporaryFolder;
  let database: SqliteReadModelDatabase;
  let snapshot: ReadSnapshot;
  beforeEach(async () => {
    folder = temporaryFolder();
    database = new SqliteReadModelDatabase({ file: `${folder.path}/rows.db`, projections: [board()], snapshots: 1 });
    const tally = (id: string, owner: string, total: number) => tallyTable.upsert({ id, owner, total, revision: 0 });
    await database.write(async (write) => {
      const generation = await write.createGeneration(board(), 'active', 0 as Position);
      const changes = [tally('a', 'anne', 1), tally('b', 'anne', 5), tally('c', 'ben', 3)];
      await write.apply({ generation, changes });
    });
    snapshot = await database.snapshot();
  });
  afterEach(async () => {
    snapshot[Symbol.dispose]();
    await database.close();
    folder.remove();
  });

  const session = (ability: Ability) =>
    new Session(caller, ability, { ids: () => [] }, snapshot, instantOf(new Date('2006-07-01T12:00:00Z')));
  const tallies = (source: QuerySource) =>
    source
      .tables<BoardTables>()
      .selectFrom('tally')
      .selectAll()
      .where(visibleRows(source.ability, 'read', 'Tally'))
      .orderBy('id');

  it('is asked with other values each time, and built once for a set of rights', async () => {
    let built = 0;
    const above = defineQuery((source, { value }: Places<{ total: number }>) => {
      built += 1;
      return tallies(source).where('total', '>', value('total'));
    });
    const annes = session(abilityFor('anne'));
    const ids = async (total: number) => (await above(annes, { total })).map(({ id }) => id);
    expect([await ids(0), await ids(1), await ids(5)]).toEqual([['a', 'b'], ['b'], []]);
    expect(built).toBe(1);
  });

  it('shows each caller what the caller may see, and nothing of another one', async () => {
    const all = defineQuery(tallies);
    const seenBy = async (...owners: readonly string[]) =>
      (await all(session(abilityFor(...owners)), {})).map(({ id }) => id);
    expect(await seenBy('anne')).toEqual(['a', 'b']);
    expect(await seenBy('ben')).toEqual(['c']);
    expect(await seenBy()).toEqual([]);
  });

  it('takes lists of any length, and texts that look like SQL or JSON', async () => {
    const find = defineLookUp(
      (source, ids) => tallies(source).where('id', 'in', ids),
      ({ id }) => id,
    );
    const both = session(abilityFor('anne', 'ben'));
    expect([...(await find(both, ['c', 'a', 'a', 'nobody'])).keys()]).toEqual(['a', 'c']);
    expect((await find(both, [])).size).toBe(0);
    expect((await find(both, [`"]'); drop table tally; --`])).size).toBe(0);
    expect(
      (
        await find(
          both,
          Array.from({ length: 40_000 }, (_, index) => `x${index}`),
        )
      ).size,
    ).toBe(0);
  });

  it('groups what belongs together, in the order of the query', async () => {
    const byOwner = defineGroupedLookUp(
      (source, owners) => tallies(source).where('owner', 'in', owners).orderBy('total', 'desc'),
      ({ owner }) => owner,
    );
    const groups = await byOwner(session(abilityFor('anne', 'ben')), ['anne', 'ben', 'carla']);
    expect([...groups].map(([owner, rows]) => [owner, rows.map(({ id }) => id)])).toEqual([
      ['anne', ['a', 'b']],
      ['ben', ['c']],
    ]);
  });

  it('finds its rows by the index also for a list', async () => {
    const text = tallies(session(abilityFor('anne')))
      .where('id', 'in', sql<string>`(select value from json_each(${'["a"]'}))`)
      .compile();
    const plan = await sql<{ detail: string }>`explain query plan ${sql.raw(text.sql.replaceAll('+?', "'x'"))}`.execute(
      snapshot.tables(),
    );
    expect(plan.rows.map(({ detail }) => detail).join('\n')).toMatch(/SEARCH .*\(id=\?\)/);
  });
});
