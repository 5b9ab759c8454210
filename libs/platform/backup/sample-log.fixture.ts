import { randomUUID } from 'node:crypto';
import {
  LogInspection,
  SqliteEventStore,
  type EventId,
  type RecordedEvent,
  type StreamName,
} from '#platform/event-store';
import type { Hash } from '#platform/ledger';
import { hashOfEvent, type RecordedHashes } from './ledger-comparison.js';
import { openOrFault } from './open-or-fault.js';
import { finished } from './folder-check.js';
import { LogCheck, type KnownRoot, type LogCheckReport } from './log-check.js';

export interface SampleLog {
  readonly events: readonly RecordedEvent[];
  /** What a ledger that followed the log would hold. */
  readonly hashes: RecordedHashes;
  readonly installationId: string;
}

/** A log of streams whose commands record one, two or three events each. */
export async function sampleLog(file: string, commands: number, clock?: () => Date): Promise<SampleLog> {
  const store = await SqliteEventStore.open({ file, ...(clock === undefined ? {} : { clock }) });
  const streams = Array.from({ length: Math.ceil(commands / 4) }, () => `organisation-${randomUUID()}` as StreamName);
  for (let command = 0; command < commands; command += 1) {
    const stream = streams[command % streams.length];
    if (stream !== undefined) await store.append(stream, 'any', eventsOf(randomUUID(), 1 + (command % 3)));
  }
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll({ after: 0 as RecordedEvent['position'] })) events.push(event);
  const { installationId } = store;
  await store.close();
  return { events, hashes: hashesOf(events), installationId };
}

function eventsOf(commandId: string, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: randomUUID() as EventId,
    type: 'organisations.SiteAdded.v1',
    data: Buffer.from(JSON.stringify({ site: `Site ${index} of ${commandId}`, postcode: 'DD1 1UF' })),
    metadata: Buffer.from(JSON.stringify({ commandId, actor: { party: { kind: 'HSE' } } })),
  }));
}

export function hashesOf(events: readonly RecordedEvent[]): RecordedHashes {
  const leaves: readonly Hash[] = events.map(hashOfEvent);
  return { size: leaves.length, leaves: (from, to) => leaves.slice(from - 1, to) };
}

export function checkedWhole(
  file: string,
  hashes: RecordedHashes,
  knownRoots: readonly KnownRoot[] = [],
  leaveOut?: 'structure',
): LogCheckReport {
  const log = openOrFault(file);
  if (!(log instanceof LogInspection)) return { head: 0, checked: 0, compared: 0, faults: [log] };
  try {
    return finished(new LogCheck({ log, hashes, knownRoots, ...(leaveOut !== undefined && { leaveOut }) }).whole());
  } finally {
    log.close();
  }
}
