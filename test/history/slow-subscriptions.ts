import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EventStore, RecordedEvent, SubscribeOptions } from '../../libs/platform/event-store/index.js';

const TURNS = 8;

/** A store whose subscriptions come after everything else, as they may over a network. */
export function withSlowSubscriptions(store: EventStore): EventStore {
  return {
    capabilities: store.capabilities,
    append: (stream, expected, events) => store.append(stream, expected, events),
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (options) => store.readAll(options),
    subscribe: (options) => slowly(store, options),
    positionOf: (id) => store.positionOf(id),
    head: () => store.head(),
    eventTypes: () => store.eventTypes(),
    close: () => store.close(),
  };
}

async function* slowly(store: EventStore, options: SubscribeOptions): AsyncGenerator<readonly RecordedEvent[], void> {
  for await (const batch of store.subscribe(options)) {
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
    yield batch;
  }
}
