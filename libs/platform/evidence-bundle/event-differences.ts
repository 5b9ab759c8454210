import type { RecordedEvent } from '#platform/event-store';
import { leafEntry } from '#platform/ledger';
import { jsonOf } from './partnership-checkpoint.js';

/** What of an event differs from the leaf entry that was proved. Empty when the entry is the event's. */
export function differencesFrom(entry: Uint8Array, event: RecordedEvent): readonly string[] {
  const own = leafEntry(event);
  if (Buffer.compare(own, entry) === 0) return [];
  const [proved, claimed] = [fieldsOf(entry), fieldsOf(own)];
  const names = [...new Set([...Object.keys(proved), ...Object.keys(claimed)])].toSorted();
  const differing = names.filter((name) => proved[name] !== claimed[name]);
  return differing.length > 0 ? differing : ['its form'];
}

function fieldsOf(entry: Uint8Array): Readonly<Record<string, unknown>> {
  const read = jsonOf(entry);
  return typeof read === 'object' && read !== null ? Object.fromEntries(Object.entries(read)) : {};
}

/** Where an event stands. */
export function placeOfEvent(file: string, line: number, { position, id }: Pick<RecordedEvent, 'position' | 'id'>) {
  return `${file}, line ${line} (position ${position}, event ${id})`;
}

export function placeOfLine(file: string, line: number): string {
  return `${file}, line ${line}`;
}
