import type Database from 'better-sqlite3';
import type { Position } from '#platform/event-store';
import type { Checkpoint, DeadLetter, DeadLetterPage, Generation, ParkedStream } from '../read-model-database.js';

/*
 * What the platform itself reads of a read-model file, through whichever connection it is given.
 */

export function readCheckpoint(database: Database.Database): Checkpoint {
  const row = database
    .prepare<[], { position: Position; eventId: string | null }>('SELECT position, eventId FROM checkpoint')
    .get();
  if (!row) throw new Error('The read models have lost their checkpoint.');
  return { position: row.position, eventId: row.eventId ?? undefined };
}

type GenerationRow = Omit<Generation, 'fault'> & { fault: string | null; tables: string };

export function readGenerations(database: Database.Database): readonly Generation[] {
  const live = readCheckpoint(database).position;
  return database
    .prepare<[], GenerationRow>('SELECT * FROM generation ORDER BY projection, generation')
    .all()
    .map(({ tables: _, fault, ...row }) => ({
      ...row,
      position: row.state === 'active' ? live : row.position,
      ...(fault === null ? {} : { fault }),
    }));
}

export function readDeadLetters(database: Database.Database, page?: DeadLetterPage): readonly DeadLetter[] {
  if (!page) return database.prepare<[], DeadLetter>('SELECT * FROM dead_letter ORDER BY position, projection').all();
  return database
    .prepare<[string, number, number], DeadLetter>(
      'SELECT * FROM dead_letter WHERE projection = ? AND position > ? ORDER BY position LIMIT ?',
    )
    .all(page.projection, page.after, page.limit);
}

export function countDeadLetters(database: Database.Database): ReadonlyMap<string, number> {
  const counts = database
    .prepare<[], { projection: string; letters: number }>(
      'SELECT projection, count(*) AS letters FROM dead_letter GROUP BY projection',
    )
    .all();
  return new Map(counts.map(({ projection, letters }) => [projection, letters]));
}

export function readParkedStreams(database: Database.Database): readonly ParkedStream[] {
  return database
    .prepare<[], ParkedStream>(
      'SELECT projection, stream, min(position) AS position FROM dead_letter GROUP BY projection, stream',
    )
    .all();
}
