import type { Engine } from '#platform/engine';
import { START, type Position, type RecordedEvent } from '#platform/event-store';
import type { EventFinder } from './event-finder.js';
import { inBatches, type EventSelection } from './past-events.js';

/** Goes through the whole log: for engines that have no index of events. */
export class WholeLogFinder implements EventFinder {
  constructor(private readonly engine: Pick<Engine, 'store' | 'codec'>) {}

  async count({ upTo }: EventSelection): Promise<number> {
    return upTo;
  }

  async *read({ upTo, names }: EventSelection, signal: AbortSignal): AsyncGenerator<readonly RecordedEvent[]> {
    const { store, codec } = this.engine;
    for await (const batch of inBatches(store.readAll({ after: START }))) {
      signal.throwIfAborted();
      const within = batch.filter(({ position }) => position <= upTo);
      const wanted = names ? within.filter(({ type }) => names.has(codec.nameOf(type))) : within;
      yield wanted;
      if (within.length < batch.length) return;
    }
  }

  async lastOfOfficer(officerId: string, upTo: Position): Promise<RecordedEvent | undefined> {
    let last: RecordedEvent | undefined;
    for await (const event of this.engine.store.readAll({ after: START })) {
      if (event.position > upTo) break;
      if (this.engine.codec.headOf(event).metadata.actor.officerId === officerId) last = event;
    }
    return last;
  }
}
