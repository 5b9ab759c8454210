import type { EventStore } from '#platform/event-store';
import { LogReadOnlyError } from './integrity.errors.js';

/** A store that is read and takes nothing. */
export function readOnlyStore(store: EventStore): EventStore {
  return {
    capabilities: store.capabilities,
    append: () => Promise.reject(new LogReadOnlyError()),
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (options) => store.readAll(options),
    subscribe: (options) => store.subscribe(options),
    positionOf: (id) => store.positionOf(id),
    head: () => store.head(),
    eventTypes: () => store.eventTypes(),
    close: () => store.close(),
  };
}
