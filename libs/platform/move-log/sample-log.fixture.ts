import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { SqliteEventStore, START } from '#platform/event-store';
import type { EventId, EventStore, RecordedEvent, StreamName } from '#platform/event-store';
import type { WholeLog } from './moved-log.port.js';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Appends to some streams, some of them of partnerships, with times that move on. */
export async function fillLog(
  store: EventStore,
  appends: number,
  advance: () => void = () => undefined,
): Promise<void> {
  const partnerships = Array.from({ length: 3 }, () => `partnership-${randomUUID()}` as StreamName);
  const others = Array.from({ length: 4 }, () => `organisation-${randomUUID()}` as StreamName);
  for (let number = 0; number < appends; number += 1) {
    advance();
    const partnershipId = partnerships[number % 5];
    const stream = partnershipId ?? others[number % 4] ?? others[0] ?? (`organisation-${randomUUID()}` as StreamName);
    const events = Array.from({ length: 1 + (number % 4) }, (_, index) => ({
      id: randomUUID() as EventId,
      type: `sample.Kind${number % 7}Happened.v1`,
      data: bytes({ number, index, text: 'Àrd-Bhàile' }),
      metadata: bytes({ actor: 'officer', ...(partnershipId !== undefined && { partnershipId }) }),
    }));
    await store.append(stream, 'any', events);
  }
}

/** A data folder with a log in it. */
export async function sampleFolder(parent: string, name: string, appends: number): Promise<string> {
  const folder = join(parent, name);
  mkdirSync(folder);
  let minute = 0;
  const clock = () => new Date(Date.UTC(2003, 6, 1, 12, minute));
  const store = await SqliteEventStore.open({ file: join(folder, 'log.db'), clock });
  await fillLog(store, appends, () => (minute += 1));
  await store.close();
  return folder;
}

export async function wholeOf(log: Pick<WholeLog, 'read'>): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const { data, metadata, ...event } of log.read(START)) {
    events.push({ ...event, data: new Uint8Array(data), metadata: new Uint8Array(metadata) });
  }
  return events;
}
