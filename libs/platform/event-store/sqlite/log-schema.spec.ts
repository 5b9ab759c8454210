import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import type { TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import { START } from '../event-store.port.js';
import { collect, newEvents, newStream } from '../contract/sample-events.js';
import { SqliteEventStore } from './sqlite-event-store.js';

describe('the event log as a SQLite file', () => {
  let folder: TemporaryFolder;
  let store: SqliteEventStore;
  let other: Database.Database;

  beforeEach(async () => {
    folder = temporaryFolder();
    const file = join(folder.path, 'events.sqlite');
    store = await SqliteEventStore.open({ file });
    await store.append(newStream(), 'none', newEvents(3));
    other = new Database(file);
  });
  afterEach(async () => {
    other.close();
    await store.close();
    folder.remove();
  });

  for (const [what, sql] of Object.entries({
    'changes of content': "UPDATE events SET data = x'7b7d' WHERE position = 2",
    'changes of order': 'UPDATE events SET position = 9 WHERE position = 2',
    'changes that leave everything as it is': 'UPDATE events SET type = type',
    'the deletion of an event': 'DELETE FROM events WHERE position = 3',
    'the deletion of all events': 'DELETE FROM events',
    'an event in place of another':
      "INSERT OR REPLACE INTO events SELECT position, stream, revision, id, type, recorded_at, x'', x'' FROM events",
  })) {
    it(`refuses ${what} by whoever opens it`, async () => {
      const before = await collect(store.readAll({ after: START }));
      expect(() => other.exec(sql)).toThrow(/The event log is append-only/);
      expect(await collect(store.readAll({ after: START }))).toEqual(before);
    });
  }

  for (const [what, columns] of Object.entries({
    'a second event at the same revision': "4, stream, revision, 'another id'",
    'a second event with the same id': '4, stream, 17, id',
    'a gap in the positions': "5, stream, 17, 'another id'",
    'an event without a position': "NULL, stream, 17, 'another id'",
  })) {
    it(`refuses ${what}`, () => {
      const copy = `INSERT INTO events SELECT ${columns}, type, recorded_at, data, metadata FROM events LIMIT 1`;
      expect(() => other.exec(copy)).toThrow(/The event log is append-only/);
      expect(() => other.exec(copy.replace('INSERT', 'INSERT OR REPLACE'))).toThrow(/The event log is append-only/);
    });
  }
});
