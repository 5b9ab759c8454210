import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import type { TemporaryFolder } from '../../../../test/support/temporary-folder.js';
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
    execute(file, 'UPDATE log SET format_version = 2');
    const opening = SqliteEventStore.open({ file });
    await expect(opening).rejects.toBeInstanceOf(EventLogFormatError);
    await expect(opening).rejects.toThrow(/has format version 2, but this version of Concordat reads format version 1/);
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

function execute(file: string, sql: string): void {
  const database = new Database(file);
  database.exec(sql);
  database.close();
}
