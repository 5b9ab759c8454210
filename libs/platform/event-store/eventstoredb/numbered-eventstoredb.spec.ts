import { join } from 'node:path';
import { SERVER_KIND, startEventStoreDb } from '../../../../test/support/eventstoredb/event-store-db-server.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { describeEventStore } from '../event-store.contract.js';
import { NumberedEventStore } from '../numbered/numbered-event-store.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';

/** As the service uses it: the ordinals above the server's positions. */
describeEventStore(`EventStoreDB with ordinals, with ${SERVER_KIND}`, {
  capabilities: {
    engine: 'eventstoredb',
    contiguousPositions: true,
    durable: true,
    eventIdsUniqueAcrossStreams: true,
    severalWriters: true,
  },
  takesClock: SERVER_KIND === 'a double',
  async open(options) {
    const { connectionString, stop } = await startEventStoreDb();
    const folder = temporaryFolder();
    const log = { error: () => undefined };
    const open = async () =>
      NumberedEventStore.open({
        store: await EventStoreDbEventStore.open({ ...options, connectionString, log }),
        file: join(folder.path, 'ordinals.sqlite'),
      });
    let store = await open();
    return {
      store,
      async reopen() {
        await store.close();
        store = await open();
        return store;
      },
      async close() {
        await store.close();
        stop();
        folder.remove();
      },
    };
  },
});
