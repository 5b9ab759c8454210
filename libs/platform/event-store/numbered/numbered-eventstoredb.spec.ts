import { join } from 'node:path';
import { SERVER_KIND, startEventStoreDb } from '../../../../test/support/eventstoredb/event-store-db-server.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { describeEventStore } from '../event-store.contract.js';
import { EventStoreDbEventStore } from '../eventstoredb/eventstoredb-event-store.js';
import { NumberedEventStore } from './numbered-event-store.js';

const log = { error: () => undefined };

describeEventStore(`numbered, above EventStoreDB, with ${SERVER_KIND}`, {
  capabilities: {
    engine: 'eventstoredb',
    contiguousPositions: true,
    durable: true,
    eventIdsUniqueAcrossStreams: true,
    severalWriters: true,
  },
  // A real server's log holds later times than the tests give.
  takesClock: SERVER_KIND === 'a double',
  // A hundred above a store in memory, which has gaps as well (`numbered-event-store.spec.ts`).
  sequences: 25,
  async open(options) {
    const [server, folder] = [await startEventStoreDb(), temporaryFolder()];
    const { connectionString } = server;
    const open = async () => {
      const store = await EventStoreDbEventStore.open({ ...options, connectionString, log });
      return NumberedEventStore.open({ store, file: join(folder.path, 'ordinals.db'), log });
    };
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
        server.stop();
        folder.remove();
      },
    };
  },
});
