import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { SqliteEventStore, type EventToAppend, type StreamName } from '#platform/event-store';
import { generateSignerKey, NOTE_ALGORITHM, SqliteLedger } from '#platform/ledger';
import { STREAMS, warmUpEvents, type AppendInput } from '../append/append.input.js';
import { sampleEvent, sampleStreams } from '../append/sample-event.js';
import { defineProgram } from '../fresh-process.js';

export interface LedgerAppendInput extends AppendInput {
  /** Whether a ledger follows the log meanwhile. */
  readonly ledger: boolean;
}

const PARTNERSHIPS = 100;
const encoder = new TextEncoder();
const partnerships = Array.from({ length: PARTNERSHIPS }, () => `partnership-${randomUUID()}`);

/** An event of an ordinary size that belongs to a partnership. */
function eventToAppend(index: number): EventToAppend {
  const { id, type, data, metadata } = sampleEvent();
  const partnershipId = partnerships[index % PARTNERSHIPS];
  const withPartnership = JSON.stringify({ ...JSON.parse(metadata), partnershipId });
  return { id: id as EventToAppend['id'], type, data: encoder.encode(data), metadata: encoder.encode(withPartnership) };
}

export function benchLedger(store: SqliteEventStore, file: string): SqliteLedger {
  const active = generateSignerKey('bench.example/log', NOTE_ALGORITHM.ed25519);
  return new SqliteLedger({
    store,
    file,
    keys: { origin: active.name, active, verifiers: [active] },
    clock: () => new Date(),
    log: { error: (_fields, message) => process.stderr.write(`${message}\n`) },
    record: () => Promise.reject(new Error('Nothing is recorded here.')),
  });
}

/** @returns events per second of the embedded store; each append is acknowledged after its commit */
export const ledgerAppend = defineProgram(import.meta.url, async (input: LedgerAppendInput): Promise<number> => {
  const store = await SqliteEventStore.open({ file: join(input.folder, 'log.db') });
  const ledger = input.ledger ? benchLedger(store, join(input.folder, 'ledger.db')) : undefined;
  await ledger?.start();
  const streams = sampleStreams(STREAMS) as StreamName[];
  let next = 0;
  const write = async (end: number): Promise<void> => {
    while (next < end) {
      const index = next++;
      const stream = streams[index % STREAMS];
      if (stream !== undefined) await store.append(stream, 'any', [eventToAppend(index)]);
    }
  };
  const append = async (count: number): Promise<void> => {
    const end = next + count;
    await Promise.all(Array.from({ length: input.writers }, () => write(end)));
  };
  await append(warmUpEvents(input));
  const before = next;
  const start = performance.now();
  await append(input.events);
  const seconds = (performance.now() - start) / 1000;
  await ledger?.stop();
  await store.close();
  return (next - before) / seconds;
});
