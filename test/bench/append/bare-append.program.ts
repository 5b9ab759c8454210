import { join } from 'node:path';
import Database from 'better-sqlite3';
import { defineProgram } from '../fresh-process.js';
import { STREAMS, warmUpEvents, type AppendInput } from './append.input.js';
import { sampleEvent, sampleStreams } from './sample-event.js';

/** The floor: nothing but the statements that any event table on SQLite needs, and a wait for the disk per commit. */
const TABLE = `CREATE TABLE events (
  position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL, recorded_at TEXT NOT NULL, data BLOB NOT NULL, metadata BLOB NOT NULL, UNIQUE (stream, revision)
) STRICT`;

/** @returns events per second */
export const bareAppend = defineProgram(import.meta.url, (input: AppendInput): number => {
  const database = new Database(join(input.folder, 'bare.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(TABLE);
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const [begin, commit] = [database.prepare('BEGIN IMMEDIATE'), database.prepare('COMMIT')];
  const streams = sampleStreams(STREAMS);
  const encoder = new TextEncoder();
  let position = 0;
  const append = (count: number): void => {
    for (const end = position + count; position < end;) {
      begin.run();
      for (let row = 0; row < input.writers; row++) {
        const { id, type, data, metadata } = sampleEvent();
        const [stream, revision] = [streams[position % STREAMS], Math.floor(position / STREAMS)];
        const [dataBytes, metadataBytes] = [encoder.encode(data), encoder.encode(metadata)];
        position += 1;
        insert.run(position, stream, revision, id, type, new Date().toISOString(), dataBytes, metadataBytes);
      }
      commit.run();
    }
  };
  append(warmUpEvents(input));
  const before = position;
  const start = performance.now();
  append(input.events);
  const seconds = (performance.now() - start) / 1000;
  database.close();
  return (position - before) / seconds;
});
