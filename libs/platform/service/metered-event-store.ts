import type { EventStore } from '#platform/event-store';
import type { Metrics } from './metrics.js';

/** The same store, its appends measured. */
export function meteredEventStore(store: EventStore, metrics: Metrics): EventStore {
  return {
    capabilities: store.capabilities,
    append: async (stream, expected, events) => {
      const startedAt = performance.now();
      const seconds = () => (performance.now() - startedAt) / 1000;
      try {
        const result = await store.append(stream, expected, events);
        metrics.appends.observe({ outcome: result.repeated ? 'repeated' : 'appended' }, seconds());
        if (!result.repeated) metrics.events.inc(events.length);
        return result;
      } catch (error) {
        metrics.appends.observe({ outcome: error instanceof Error ? error.name : 'unknown' }, seconds());
        throw error;
      }
    },
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (options) => store.readAll(options),
    subscribe: (options) => store.subscribe(options),
    positionOf: (id) => store.positionOf(id),
    head: () => store.head(),
    eventTypes: () => store.eventTypes(),
    close: () => store.close(),
  };
}
