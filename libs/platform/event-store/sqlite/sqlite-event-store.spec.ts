import { join } from 'node:path';
import { describeEventStore } from '../event-store.contract.js';
import { SqliteEventStore } from './sqlite-event-store.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';

describeEventStore('SQLite', {
  capabilities: {
    engine: 'embedded',
    contiguousPositions: true,
    durable: true,
    eventIdsUniqueAcrossStreams: true,
    severalWriters: false,
  },
  takesClock: true,
  async open(options) {
    const folder = temporaryFolder();
    const file = join(folder.path, 'events.sqlite');
    let store = await SqliteEventStore.open({ ...options, file });
    return {
      store,
      async reopen() {
        await store.close();
        store = await SqliteEventStore.open({ ...options, file });
        return store;
      },
      async close() {
        await store.close();
        folder.remove();
      },
    };
  },
});
