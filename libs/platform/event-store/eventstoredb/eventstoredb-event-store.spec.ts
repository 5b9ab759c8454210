import { describeEventStore } from '../event-store.contract.js';
import { EventStoreDbEventStore } from './eventstoredb-event-store.js';
import { SERVER_KIND, startEventStoreDb } from '../../../../test/support/eventstoredb/event-store-db-server.js';

describeEventStore(`EventStoreDB, with ${SERVER_KIND}`, {
  capabilities: {
    engine: 'eventstoredb',
    contiguousPositions: false,
    durable: true,
    eventIdsUniqueAcrossStreams: false,
    severalWriters: true,
  },
  // A real server's log holds later times than the tests give.
  takesClock: SERVER_KIND === 'a double',
  async open(options) {
    const server = await startEventStoreDb();
    const { connectionString } = server;
    const open = () => EventStoreDbEventStore.open({ ...options, connectionString, log: { error: () => undefined } });
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
      },
    };
  },
});
