import type { Position, RecordedEvent } from '#platform/event-store';
import type { PastEvents } from './past-events.js';

/** Finds events of the past, also by who acted. */
export interface EventFinder extends PastEvents {
  /** The last event up to a position in which an officer acted. */
  lastOfOfficer(officerId: string, upTo: Position): Promise<RecordedEvent | undefined>;
}
