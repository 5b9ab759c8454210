import type { Position } from '#platform/event-store';
import { tallyTable, type BoardTables } from '../board.fixture.js';
import type { ReadModelDatabase } from '../read-model-database.js';

export const at = (position: number) => ({ position: position as Position, eventId: `event-${position}` });

export const tally = (id: string, total = 0) => tallyTable.insert({ id, owner: id, total, revision: 0 });

/** The ids of all tallies, as a snapshot of now shows them. */
export async function talliesIn(database: ReadModelDatabase): Promise<string[]> {
  using snapshot = await database.snapshot();
  const rows = await snapshot.tables<BoardTables>().selectFrom('tally').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
