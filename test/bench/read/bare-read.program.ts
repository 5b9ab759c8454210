import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sampleEvent, sampleStreams } from '../append/sample-event.js';
import { defineProgram } from '../fresh-process.js';
import { OTHER_STREAMS, STREAM_EVENTS, type ReadInput } from './read.input.js';

const TABLE = `CREATE TABLE events (
  position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL, recorded_at TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, revision)
) STRICT`;

/** The floor: one SELECT, and JSON.parse of data and metadata. @returns events per second */
export const bareRead = defineProgram(import.meta.url, ({ folder, reads }: ReadInput): number => {
  const database = new Database(join(folder, 'bare.db'));
  database.pragma('journal_mode = WAL');
  database.exec(TABLE);
  const streams = sampleStreams(OTHER_STREAMS + 1);
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  database.transaction(() => {
    for (let index = 0; index < STREAM_EVENTS * streams.length; index++) {
      const { id, type, data, metadata } = sampleEvent();
      const stream = streams[index % streams.length];
      const revision = Math.floor(index / streams.length);
      insert.run(index + 1, stream, revision, id, type, new Date().toISOString(), data, metadata);
    }
  })();
  const select = database.prepare<[string], { data: string; metadata: string }>(
    'SELECT * FROM events WHERE stream = ? ORDER BY revision',
  );
  const [stream = ''] = streams;
  const readAll = (times: number): number => {
    let read = 0;
    for (let time = 0; time < times; time++) {
      const events = select.all(stream).map((row) => ({
        ...row,
        data: JSON.parse(row.data) as unknown,
        metadata: JSON.parse(row.metadata) as unknown,
      }));
      read += events.length;
    }
    return read;
  };
  readAll(reads);
  const start = performance.now();
  const read = readAll(reads);
  const seconds = (performance.now() - start) / 1000;
  database.close();
  return read / seconds;
});
