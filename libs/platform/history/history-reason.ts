import type { EventCatalogue, StoredEvent } from '#platform/event-sourcing';
import { PersonalValues, type Reader } from './personal-values.js';

/** The reason that an event gives, unless it is a personal text that is for others. */
export function reasonGiven(event: StoredEvent, catalogue: EventCatalogue | undefined, reader: Reader): string | null {
  if (typeof event.data !== 'object' || event.data === null || !('reason' in event.data)) return null;
  const { reason } = event.data;
  if (typeof reason !== 'string') return null;
  const values = new PersonalValues(reader);
  if (catalogue) values.add(catalogue, event);
  return values.isWithheld(reason) ? null : reason;
}
