import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { newEvent, newEvents, newStream } from '../contract/sample-events.js';
import { EVENT_STORE_LIMITS } from '../event-store.port.js';
import { SqliteEventStore } from './sqlite-event-store.js';
import { temporaryFolder, type TemporaryFolder } from '../../../../test/support/temporary-folder.js';

const MEGABYTE = 1024 * 1024;
const MOST_BYTES = 32 * MEGABYTE;

let folder: TemporaryFolder;
let file: string;
let store: SqliteEventStore;

beforeEach(async () => {
  folder = temporaryFolder();
  file = join(folder.path, 'events.sqlite');
  store = await SqliteEventStore.open({ file });
});

afterEach(async () => {
  await store.close();
  folder.remove();
});

const writeAheadLogBytes = (): number => statSync(`${file}-wal`).size;

test('many small appends leave a write-ahead log of bounded size', async () => {
  for (let count = 0; count < 500; count++) await store.append(newStream(), 'none', newEvents(20));

  expect(statSync(file).size).toBeGreaterThan(MEGABYTE);
  expect(writeAheadLogBytes()).toBeLessThan(MOST_BYTES);
});

test('groups of large appends leave a write-ahead log of bounded size', async () => {
  const large = new Uint8Array(EVENT_STORE_LIMITS.eventBytes / 2);
  const appendLarge = () => store.append(newStream(), 'none', [newEvent({ data: large })]);
  for (let group = 0; group < 12; group++) await Promise.all(Array.from({ length: 32 }, appendLarge));

  expect(writeAheadLogBytes()).toBeLessThan(MOST_BYTES);
});
