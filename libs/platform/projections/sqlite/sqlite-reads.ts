import type Database from 'better-sqlite3';
import type { Position } from '#platform/event-store';
import type { Checkpoint, DeadLetter, Generation } from '../read-model-database.js';

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

export function readDeadLetters(database: Database.Database): readonly DeadLetter[] {
  return database.prepare<[], DeadLetter>('SELECT * FROM dead_letter ORDER BY position, projection').all();
}
