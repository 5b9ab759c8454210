import { START, type EventStore, type Position, type RecordedEvent } from '#platform/event-store';
import type { Projection } from './projection.js';
import type { ReadModelDatabase } from './read-model-database.js';

/*
 * Whether read models that are there can be gone on with: they must come from this log and from these projections.
 */

export async function dropRemovedProjections(
  database: ReadModelDatabase,
  projections: readonly Projection[],
): Promise<void> {
  const names = new Set(projections.map(({ name }) => name));
  const gone = (await database.generations()).filter(({ projection }) => !names.has(projection));
  // A start that has nothing to change must not need a disk that can be written to.
  if (gone.length === 0) return;
  await database.write(async (write) => {
    for (const generation of gone) await write.dropGeneration(generation);
  });
}

/** True for read models whose last event is not in the log there, for example after the log came from a backup. */
export async function isOfAnotherLog(database: ReadModelDatabase, store: EventStore): Promise<boolean> {
  const { position, eventId } = await database.checkpoint();
  return position !== START && (await eventAt(store, position))?.id !== eventId;
}

export async function dropEverything(database: ReadModelDatabase): Promise<void> {
  const generations = await database.generations();
  await database.write(async (write) => {
    for (const generation of generations) await write.dropGeneration(generation);
    await write.setCheckpoint({ position: START, eventId: undefined });
  });
}

export async function eventAt(store: EventStore, position: Position): Promise<RecordedEvent | undefined> {
  for await (const event of store.readAll({ after: (position - 1) as Position, limit: 1 })) {
    return event.position === position ? event : undefined;
  }
  return undefined;
}
