import type { EventStore } from '#platform/event-store';

/** An event store that behaves like another one, except where the spec says otherwise. */
export function storeLike(store: EventStore, changes: Partial<EventStore>): EventStore {
  return {
    capabilities: store.capabilities,
    append: (...args) => store.append(...args),
    readStream: (...args) => store.readStream(...args),
    readAll: (...args) => store.readAll(...args),
    subscribe: (...args) => store.subscribe(...args),
    positionOf: (...args) => store.positionOf(...args),
    head: () => store.head(),
    eventTypes: () => store.eventTypes(),
    close: () => store.close(),
    ...changes,
  };
}
