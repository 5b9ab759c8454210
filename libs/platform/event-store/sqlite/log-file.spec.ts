import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import type { TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import { newEvent, newEvents, newStream } from '../contract/sample-events.js';
import { openWritableLog } from './log-file.js';
import { EventLogFaultError, EventLogFormatError } from './sqlite-event-store.errors.js';
import { SqliteEventStore } from './sqlite-event-store.js';

describe('opening the event log', () => {
  let folder: TemporaryFolder;
  let file: string;

  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, 'events.sqlite');
  });
  afterEach(() => folder.remove());

  it('waits for the disk at each commit, on every open, also after the first transaction', () => {
    for (let open = 0; open < 3; open += 1) {
      const { database } = openWritableLog({ file });
      database.transaction(() => database.exec("UPDATE log SET created_at = '2003-07-01T12:00:00.000Z'")).immediate();
      expect(database.pragma('synchronous', { simple: true })).toBe(2);
      expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
      database.close();
    }
  });

  it('creates the log in a new or an empty file and keeps its installation id from then on', async () => {
    writeFileSync(file, '');
    const first = await SqliteEventStore.open({ file });
    const { installationId } = first;
    await first.close();
    const second = await SqliteEventStore.open({ file });
    expect(second.installationId).toBe(installationId);
    await second.close();
    const other = await SqliteEventStore.open({ file: join(folder.path, 'other.sqlite') });
    expect(other.installationId).not.toBe(installationId);
    await other.close();
  });

  it('refuses a log that a newer version wrote, and says so', async () => {
    await (await SqliteEventStore.open({ file })).close();
    execute(file, 'UPDATE log SET format_version = 3');
    const opening = SqliteEventStore.open({ file });
    await expect(opening).rejects.toBeInstanceOf(EventLogFormatError);
    await expect(opening).rejects.toThrow(
      /has format version 3, but this version of Concordat reads format versions up to 2/,
    );
  });

  it('upgrades a log of the first format, which did not keep the types of its events', async () => {
    const before = await SqliteEventStore.open({ file });
    const { installationId } = before;
    await before.append(newStream(), 'none', [newEvent({ type: 'contract.Old.v1' }), ...newEvents(2)]);
    await before.close();
    execute(file, 'DROP TABLE event_types; UPDATE log SET format_version = 1');
    for (let open = 0; open < 2; open += 1) {
      const store = await SqliteEventStore.open({ file });
      expect(store.installationId).toBe(installationId);
      expect(await store.eventTypes()).toEqual(['contract.Old.v1', newEvent().type]);
      await store.close();
    }
  });

  it('says which log it is whose last events cannot be read', async () => {
    const store = await SqliteEventStore.open({ file });
    for (let count = 0; count < 50; count += 1) {
      await store.append(newStream(), 'none', [newEvent({ data: new Uint8Array(2_000) })]);
    }
    await store.close();
    spoilEvents(file);
    const opening = SqliteEventStore.open({ file });
    await expect(opening).rejects.toBeInstanceOf(EventLogFaultError);
    await expect(opening).rejects.toThrow(`The event log ${file} failed (SQLITE_CORRUPT`);
  });

  it("refuses another program's SQLite file and leaves it as it was", async () => {
    execute(file, 'CREATE TABLE somebody_elses (id INTEGER)');
    const before = readFileSync(file);
    await expectNotOurs(file);
    expect(Buffer.compare(readFileSync(file), before)).toBe(0);
  });

  for (const [what, content] of Object.entries({
    'a text': 'Minutes of the meeting of 1 July 2003\n',
    'a long text': 'Minutes '.repeat(5_000),
    'random bytes': Buffer.from(Array.from({ length: 9_000 }, (_, index) => (index * 7_919) % 251)),
  })) {
    it(`refuses ${what} and leaves it as it was`, async () => {
      writeFileSync(file, content);
      await expectNotOurs(file);
      expect(Buffer.compare(readFileSync(file), Buffer.from(content))).toBe(0);
    });
  }

  it('says which file cannot be opened', async () => {
    const missing = join(folder.path, 'missing', 'events.sqlite');
    const opening = SqliteEventStore.open({ file: missing });
    await expect(opening).rejects.toBeInstanceOf(EventLogFaultError);
    await expect(opening).rejects.toThrow(missing);
  });
});

async function expectNotOurs(file: string): Promise<void> {
  const opening = SqliteEventStore.open({ file });
  await expect(opening).rejects.toBeInstanceOf(EventLogFormatError);
  await expect(opening).rejects.toThrow(`The file ${file} is not a Concordat event log.`);
}

/** Overwrites the first page of the table of events. */
function spoilEvents(file: string): void {
  const database = new Database(file, { readonly: true });
  const root = database
    .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'events'")
    .pluck()
    .get();
  database.close();
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(4_096, 0xee), 0, 4_096, ((root ?? 0) - 1) * 4_096);
  closeSync(descriptor);
}

function execute(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}
