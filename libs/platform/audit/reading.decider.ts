import { accept, type Decider } from '#platform/event-sourcing';
import type { ReadingCommand } from './reading.commands.js';
import type { ReadingEvent } from './reading.events.js';

/** What the auditor read last on the day. */
export interface ReadingState {
  readonly begun: number;
  readonly lastId: string | undefined;
}

/** The same asked again is another reading, with an id of its own. */
export const readingDecider: Decider<ReadingState, ReadingCommand, ReadingEvent> = {
  initialState: { begun: 0, lastId: undefined },
  decide: ({ data }, { lastId }) => (data.readingId === lastId ? accept() : accept({ type: 'ReadingBegun', data })),
  evolve: ({ begun }, { data }) => ({ begun: begun + 1, lastId: data.readingId }),
};
