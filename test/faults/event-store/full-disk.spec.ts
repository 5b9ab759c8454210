import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SqliteEventStore, START, StorageFullError } from '../../../libs/platform/event-store/index.js';
import type { EventStore } from '../../../libs/platform/event-store/index.js';
import { smallDisk } from '../../support/small-disk.js';
import { plannedAppend } from './append-plan.js';

const DISK_MEBIBYTES = 4;
const FILLER_BYTES = 1024 * 1024;

/** What it does with a limit of SQLite's own is tested beside the code; here the disk itself is full. */
describe('a full disk', () => {
  it('refuses appends, keeps reading, and takes them again once there is space', async () => {
    const disk = smallDisk(DISK_MEBIBYTES);
    if (disk === undefined) return;
    try {
      await fillAndEmpty(disk.path);
    } finally {
      disk.remove();
    }
  });
});

async function fillAndEmpty(disk: string): Promise<void> {
  const filler = join(disk, 'filler');
  writeFileSync(filler, Buffer.alloc(FILLER_BYTES));
  const store = await SqliteEventStore.open({ file: join(disk, 'events.sqlite') });

  const taken = await appendUntilFull(store, 0);
  await expect(append(store, taken)).rejects.toBeInstanceOf(StorageFullError);
  expect(await countEvents(store)).toBe(await store.head());

  rmSync(filler);
  const takenLater = await appendUntilFull(store, taken);
  expect(takenLater).toBeGreaterThan(taken);
  expect(await countEvents(store)).toBe(await store.head());
  await store.close();

  // Nor does a full disk keep the log from being opened and read.
  const reopened = await SqliteEventStore.open({ file: join(disk, 'events.sqlite') });
  expect(await append(reopened, 0)).toMatchObject({ repeated: true });
  expect(await append(reopened, takenLater - 1)).toMatchObject({ repeated: true });
  await reopened.close();
}

/** Returns the number of the first append that was refused. */
async function appendUntilFull(store: EventStore, from: number): Promise<number> {
  let index = from;
  for (;;) {
    try {
      await append(store, index);
      index += 1;
    } catch (error) {
      if (error instanceof StorageFullError) return index;
      throw error;
    }
  }
}

function append(store: EventStore, index: number) {
  const { stream, expected, events } = plannedAppend('full disk', 0, index);
  return store.append(stream, expected, events);
}

async function countEvents(store: EventStore): Promise<number> {
  let count = 0;
  for await (const event of store.readAll({ after: START })) {
    count += 1;
    expect(event.position).toBe(count);
  }
  return count;
}
