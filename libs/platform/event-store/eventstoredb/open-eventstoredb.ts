import type { EventStoreDbEventStore, EventStoreDbEventStoreOptions } from './eventstoredb-event-store.js';

/**
 * Opens a log in EventStoreDB. The client, which brings gRPC along, is loaded only here: a process on another engine
 * starts sooner without it.
 * @throws what `EventStoreDbEventStore.open` throws
 */
export async function openEventStoreDb(options: EventStoreDbEventStoreOptions): Promise<EventStoreDbEventStore> {
  const { EventStoreDbEventStore: Store } = await import('./eventstoredb-event-store.js');
  return Store.open(options);
}
