import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Arrivals } from './arrivals.js';
import { START } from './event-store.port.js';
import type { EventId, Position, RecordedEvent, Revision, StreamName } from './event-store.port.js';
import { followLog } from './log-subscription.js';

const event: RecordedEvent = {
  id: 'event' as EventId,
  type: 'organisations.SiteAdded.v1',
  data: new Uint8Array(),
  metadata: new Uint8Array(),
  stream: 'organisation' as StreamName,
  revision: 0 as Revision,
  position: 1 as Position,
  recordedAt: '2003-07-01T12:00:00.000Z',
};

describe('following a log that takes its time to read', () => {
  it('reads again when something arrived while it read, so that no wake-up is missed', async () => {
    const arrivals = new Arrivals();
    const log: RecordedEvent[] = [];
    const readPage = async (after: Position): Promise<readonly RecordedEvent[]> => {
      const page = log.slice(after);
      // Comes after this read has looked, and before it answers.
      if (log.length === 0) log.push(event);
      arrivals.announce();
      await nextTurn();
      return page;
    };
    const { signal } = new AbortController();
    const batches = followLog({ readPage, arrivals }, { after: START, signal })[Symbol.asyncIterator]();
    expect(await batches.next()).toEqual({ done: false, value: [event] });
  });

  it('gives nothing that was still being read when it was given up', async () => {
    const stop = new AbortController();
    const readPage = async (): Promise<readonly RecordedEvent[]> => {
      stop.abort();
      await nextTurn();
      return [event];
    };
    const batches = followLog({ readPage, arrivals: new Arrivals() }, { after: START, signal: stop.signal });
    expect(await batches[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  });
});
