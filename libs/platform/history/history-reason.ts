import type { HistoryEntry } from './history-reader.js';

/** The reason that the event gives, unless it is for others. */
export function reasonOf({ event, content }: HistoryEntry): string | null {
  if (content === 'WITHHELD' || typeof event.data !== 'object' || event.data === null) return null;
  const reason: unknown = 'reason' in event.data ? event.data.reason : null;
  return typeof reason === 'string' ? reason : null;
}
