import { buildAbility, visibleRows, type Ability, type Caller } from '#platform/access';
import type { Position } from '#platform/event-store';
import { SqliteReadModelDatabase, type Generation } from '#platform/projections';
import { instantOf } from '#platform/working-days';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { board, tallyTable, type BoardTables } from '../projections/board.fixture.js';
import { Session } from './session.js';
import type { QuerySource } from './steady-query.js';

const caller: Caller = {
  party: { kind: 'HSE', id: 'authority-hse' },
  subject: 'anne',
  roles: new Set(),
  client: 'spec',
};

/** The rights to see the tallies of these owners. */
export const abilityFor = (...owners: readonly string[]): Ability =>
  buildAbility([(_caller, _standing, allow) => allow('read', 'Tally', { owner: { $in: owners } })], caller);

/** The tallies that the rights show, in the order of their ids. */
export const tallies = (source: QuerySource) =>
  source
    .tables<BoardTables>()
    .selectFrom('tally')
    .selectAll()
    .where(visibleRows(source.ability, 'read', 'Tally'))
    .orderBy('id');

/** Read models with a few tallies in them, and sessions on them. */
export class TallySessions {
  private constructor(
    private readonly folder: { remove(): void },
    private readonly database: SqliteReadModelDatabase,
    private readonly generation: Generation,
  ) {}

  static async open(): Promise<TallySessions> {
    const folder = temporaryFolder();
    const database = new SqliteReadModelDatabase({ file: `${folder.path}/rows.db`, projections: [board()] });
    const generation = await database.write((write) => write.createGeneration(board(), 'active', 0 as Position));
    const sessions = new TallySessions(folder, database, generation);
    await sessions.write('a', 'anne', 1);
    await sessions.write('b', 'anne', 5);
    await sessions.write('c', 'ben', 3);
    return sessions;
  }

  async write(id: string, owner: string, total: number): Promise<void> {
    const changes = [tallyTable.upsert({ id, owner, total, revision: 0 })];
    await this.database.write((write) => write.apply({ generation: this.generation, changes }));
  }

  async session(ability: Ability): Promise<Session> {
    const snapshot = await this.database.snapshot();
    return new Session(caller, ability, { ids: () => [] }, snapshot, instantOf(new Date('2006-07-01T12:00:00Z')));
  }

  async close(): Promise<void> {
    await this.database.close();
    this.folder.remove();
  }
}
