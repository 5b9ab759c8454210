import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import type { TemporaryFolder } from '../../../../test/support/temporary-folder.js';
import { collect, newEvent, newStream, position, revisionsOf } from '../contract/sample-events.js';
import { START } from '../event-store.port.js';
import { LogReader } from './log-reader.js';
import { SqliteEventStore } from './sqlite-event-store.js';

/** Eight of them fit in a page of 4 MiB, a ninth does not. */
const EVENT_BYTES = 500_000;
const COUNT = 20;

describe('a page of the log', () => {
  let folder: TemporaryFolder;
  let store: SqliteEventStore;
  let reader: LogReader;
  const stream = newStream();

  beforeEach(async () => {
    folder = temporaryFolder();
    const file = join(folder.path, 'events.sqlite');
    store = await SqliteEventStore.open({ file });
    for (let count = 0; count < COUNT; count += 1) {
      await store.append(stream, 'any', [newEvent({ data: new Uint8Array(EVENT_BYTES).fill(count) })]);
    }
    reader = new LogReader(file);
  });
  afterEach(async () => {
    reader.close();
    await store.close();
    folder.remove();
  });

  it('takes no more than its bytes, of the whole log and of a stream in both directions', () => {
    const range = { lowest: 0, highest: COUNT - 1, limit: COUNT };
    const pages = [
      reader.logPage(START, COUNT, COUNT),
      reader.streamPage(stream, { ...range, direction: 'forwards' }),
      reader.streamPage(stream, { ...range, direction: 'backwards' }),
    ];
    const first = [0, 1, 2, 3, 4, 5, 6, 7];
    expect(pages.map(revisionsOf)).toEqual([first, first, first.map((revision) => COUNT - 1 - revision)]);
    for (const event of pages.flat()) expect(event.data.every((byte) => byte === event.revision)).toBe(true);
    expect(reader.logPage(position(COUNT - 1), COUNT, COUNT)).toHaveLength(1);
  });

  it('is followed by the next, so that a read leaves nothing out', async () => {
    expect(revisionsOf(await collect(store.readAll({ after: START })))).toEqual([...Array(COUNT).keys()]);
  });
});
