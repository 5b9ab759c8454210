import { describeEventStore } from '../event-store.contract.js';
import { MemoryEventStore } from './memory-event-store.js';

describeEventStore('memory', {
  capabilities: {
    engine: 'memory',
    contiguousPositions: true,
    durable: false,
    eventIdsUniqueAcrossStreams: true,
    severalWriters: false,
  },
  takesClock: true,
  async open(options) {
    const store = new MemoryEventStore(options);
    return { store, close: () => store.close() };
  },
});
