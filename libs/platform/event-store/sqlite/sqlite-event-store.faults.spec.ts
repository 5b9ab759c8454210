import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import type { TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import { bytesOf, collect, newEvent, newEvents, newStream } from '../contract/sample-events.js';
import { StorageFullError } from '../event-store.errors.js';
import { START } from '../event-store.port.js';
import { EventLogFaultError } from './sqlite-event-store.errors.js';
import { SqliteEventStore } from './sqlite-event-store.js';

const PAGE_BYTES = 4_096;

describe('the SQLite event store', () => {
  let folder: TemporaryFolder;
  let file: string;

  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'events.sqlite');
  });
  afterEach(() => folder.remove());

  it('commits many waiting appends in few groups', async () => {
    const store = await SqliteEventStore.open({ file });
    await Promise.all(Array.from({ length: 200 }, () => store.append(newStream(), 'none', [newEvent()])));
    expect(store.statistics.committedGroups).toBeGreaterThan(0);
    expect(store.statistics.committedGroups).toBeLessThan(20);
    await store.close();
  });

  it('refuses an append when there is no space, keeps reading, and takes one that fits', async () => {
    const store = await SqliteEventStore.open({ file, maximumPages: 40 });
    const stream = newStream();
    await store.append(stream, 'none', newEvents(2));
    const tooLarge = newEvent({ data: new Uint8Array(300_000) });
    await expect(store.append(stream, 'any', [tooLarge])).rejects.toBeInstanceOf(StorageFullError);
    expect(await collect(store.readStream(stream))).toHaveLength(2);
    expect(await store.append(stream, 'any', newEvents(1))).toMatchObject({ firstRevision: 2, position: 3 });
    await store.close();
  });

  it('reports a fault of the writer once and answers nothing from then on', async () => {
    const faults: EventLogFaultError[] = [];
    const store = await SqliteEventStore.open({ file, onFatal: (fault) => faults.push(fault) });
    const stream = newStream();
    await store.append(stream, 'none', newEvents(1));
    breakInserts(file);
    const appends = [store.append(stream, 'any', newEvents(1)), store.append(newStream(), 'none', newEvents(1))];
    for (const append of appends) await expect(append).rejects.toBeInstanceOf(EventLogFaultError);
    await expect(store.append(stream, 'any', newEvents(1))).rejects.toBeInstanceOf(EventLogFaultError);
    await expect((async () => collect(store.readStream(stream)))()).rejects.toBeInstanceOf(EventLogFaultError);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toContain(file);
    await store.close();
  });

  it('reports a fault when a page of the log cannot be read', async () => {
    const first = await SqliteEventStore.open({ file });
    const stream = newStream();
    for (let count = 0; count < 200; count += 1) {
      await first.append(stream, 'any', [newEvent({ data: bytesOf('x'.repeat(1_000)) })]);
    }
    await first.close();
    spoilTheMiddle(file);
    const faults: EventLogFaultError[] = [];
    const store = await SqliteEventStore.open({ file, onFatal: (fault) => faults.push(fault) });
    const reading = (async () => collect(store.readAll({ after: START })))();
    await expect(reading).rejects.toBeInstanceOf(EventLogFaultError);
    expect(faults.map(({ code }) => code)).toEqual(['SQLITE_CORRUPT']);
    await store.close();
  });
});

/** Stands in for any failure inside the writer thread. */
function breakInserts(file: string): void {
  const other = new Database(file);
  other.exec("CREATE TRIGGER broken BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END");
  other.close();
}

/** Overwrites the middle of the file: the log still opens, but the events there cannot be read. */
function spoilTheMiddle(file: string): void {
  const half = Math.floor(statSync(file).size / PAGE_BYTES / 2) * PAGE_BYTES;
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(4 * PAGE_BYTES, 0xee), 0, 4 * PAGE_BYTES, half);
  closeSync(descriptor);
}
