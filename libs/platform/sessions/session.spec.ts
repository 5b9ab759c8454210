import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_STANDING, type Caller } from '#platform/access';
import type { Position } from '#platform/event-store';
import { SqliteReadModelDatabase, type Generation } from '#platform/projections';
import { board, tallyTable, type BoardTables } from '../projections/board.fixture.js';
import type { StandingContribution } from './rights.js';
import { SessionFactory } from './session.js';

const caller: Caller = {
  party: { kind: 'HSE', id: 'authority-hse' },
  subject: 'anne',
  roles: new Set(['OFFICER']),
  client: 'spec',
};

/** The tallies that belong to the caller. */
const ownTallies: StandingContribution = {
  name: 'ownTallies',
  ids: async (snapshot, { subject }) => {
    const rows = await snapshot
      .tables<BoardTables>()
      .selectFrom('tally')
      .select('id')
      .where('owner', '=', subject)
      .execute();
    return rows.map(({ id }) => id);
  },
};

describe('A session', () => {
  let folder: string;
  let database: SqliteReadModelDatabase;
  let live: Generation;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'concordat-session-'));
    const projections = [board()];
    database = new SqliteReadModelDatabase({ file: join(folder, 'read-models.db'), projections, snapshots: 2 });
    live = await database.write((write) => write.createGeneration(board(), 'active', 0 as Position));
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const factory = (standings: readonly StandingContribution[] = [ownTallies]) =>
    new SessionFactory(
      database,
      [
        (_caller, standing, allow) => {
          allow('read', 'Tally', { id: { $in: [...standing.ids('ownTallies')] } });
        },
      ],
      standings,
      () => new Date('2006-07-01T23:30:00Z'),
    );
  const own = (...ids: readonly string[]) =>
    database.write(async (write) => {
      const changes = ids.map((id) => tallyTable.upsert({ id, owner: 'anne', total: 0, revision: 0 }));
      await write.apply({ generation: live, changes });
      await write.setCheckpoint({ position: ids.length as Position, eventId: 'e' });
    });

  it('shows facts and rights of one position, whatever is written meanwhile', async () => {
    const sessions = factory();
    await own('tally-1');
    using before = await sessions.open(caller);
    await own('tally-1', 'tally-2');
    using after = await sessions.open(caller);
    expect([before.position, after.position]).toEqual([1, 2]);
    expect(before.standing.ids('ownTallies')).toEqual(['tally-1']);
    expect(after.standing.ids('ownTallies')).toEqual(['tally-1', 'tally-2']);
    const may = [before, after].map((session) => session.may('read', 'Tally', { id: 'tally-2' }));
    expect(may).toEqual([false, true]);
    const rows = await before.tables<BoardTables>().selectFrom('tally').select('id').execute();
    expect(rows).toEqual([{ id: 'tally-1' }]);
  });

  it('has a moment, and the date in the United Kingdom at that moment', async () => {
    using session = await factory().open(caller);
    expect(session.now).toBe('2006-07-01T23:30:00.000Z');
    expect(session.today).toBe('2006-07-02');
  });

  it('that cannot be opened keeps no snapshot, however often', async () => {
    const broken: StandingContribution = { name: 'ownTallies', ids: () => Promise.reject(new Error('no such table')) };
    for (let times = 0; times < 20; times++) {
      await expect(factory([broken]).open(caller)).rejects.toThrow('no such table');
      await expect(factory([]).open(caller)).rejects.toThrow('No context contributes the standing ownTallies.');
    }
    using session = await factory().open(caller);
    expect(session.position).toBe(0);
    expect(NO_STANDING.ids('anything')).toEqual([]);
  });
});
