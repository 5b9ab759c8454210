import { randomUUID } from 'node:crypto';
import type { EventId, EventToAppend, Position, RecordedEvent, Revision, StreamName } from '../event-store.port.js';

export function newStream(): StreamName {
  return `organisation-${randomUUID()}` as StreamName;
}

export function newEventId(): EventId {
  return randomUUID() as EventId;
}

export function newEvent(content: Partial<EventToAppend> = {}): EventToAppend {
  return {
    id: newEventId(),
    type: 'organisations.SiteAdded.v1',
    data: bytesOf({ site: 'Overgate, Dundee' }),
    metadata: bytesOf({ actor: 'officer' }),
    ...content,
  };
}

export function newEvents(count: number): EventToAppend[] {
  return Array.from({ length: count }, (_, index) => newEvent({ data: bytesOf({ index }) }));
}

export function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function revision(value: number): Revision {
  return value as Revision;
}

export function position(value: number): Position {
  return value as Position;
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** An event as plain values that a test can compare, whatever class the engine uses for bytes. */
export function plain({ id, type, data, metadata }: EventToAppend): Record<string, string> {
  return { id, type, data: hex(data), metadata: hex(metadata) };
}

export function revisionsOf(events: readonly RecordedEvent[]): number[] {
  return events.map((event) => event.revision);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
