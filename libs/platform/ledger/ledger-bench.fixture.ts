import {
  MemoryEventStore,
  type EventId,
  type EventToAppend,
  type Position,
  type StreamName,
} from '#platform/event-store';
import { deriveId, deriveUuid } from '#platform/values';
import { generateSignerKey, NOTE_ALGORITHM } from './note-key.js';
import type { PartnershipCheckpointed } from './evidence.events.js';
import type { LedgerKeys } from './ledger-keys.js';
import { SqliteLedger } from './sqlite-ledger.js';

const encoder = new TextEncoder();
const bytes = (value: unknown) => encoder.encode(JSON.stringify(value));

export function specKeys(origin = 'concordat.example/log'): LedgerKeys {
  const active = generateSignerKey(origin, NOTE_ALGORITHM.ed25519);
  return { origin, active, verifiers: [active] };
}

export const partnershipOf = (name: string) => deriveId('partnership', name);

/** An event about a thing, of a partnership or of none. */
export function specEvent(name: string, partnership?: string): EventToAppend {
  return {
    id: deriveUuid('spec-event', name) as EventId,
    type: 'things.ThingHappened.v1',
    data: bytes({ name }),
    metadata: bytes(partnership === undefined ? {} : { partnershipId: partnershipOf(partnership) }),
  };
}

export interface LedgerBench {
  readonly store: MemoryEventStore;
  ledger: SqliteLedger;
  readonly logged: readonly string[];
  /** Appends events that are named after their partnership, and waits until the ledger covers them. */
  append(...partnerships: readonly (string | undefined)[]): Promise<void>;
  close(): Promise<void>;
}

/** A ledger over a log in memory, which records the checkpoints of partnerships in that log. */
export async function ledgerBench(
  options: { readonly file?: string; readonly store?: MemoryEventStore; readonly keys?: LedgerKeys } = {},
): Promise<LedgerBench> {
  const { file = ':memory:', store = new MemoryEventStore(), keys = specKeys() } = options;
  const logged: string[] = [];
  const stream = deriveId('thing', 'spec') as string as StreamName;
  const record = async (checkpoint: PartnershipCheckpointed): Promise<Position> => {
    const { partnershipId, size, upToPosition } = checkpoint;
    const id = deriveUuid('checkpoint', partnershipId, String(size), String(upToPosition)) as EventId;
    const event = { id, type: 'evidence.PartnershipCheckpointed.v1', data: bytes(checkpoint), metadata: bytes({}) };
    return (await store.append(stream, 'any', [event])).position;
  };
  const ledger = new SqliteLedger({
    store,
    file,
    keys,
    clock: () => new Date('2006-03-21T09:00:00.000Z'),
    log: { error: (_fields, message) => void logged.push(message) },
    record,
    pauseMs: 5,
  });
  try {
    await ledger.start();
  } catch (error) {
    await ledger.stop();
    throw error;
  }
  return {
    store,
    ledger,
    logged,
    append: async (...partnerships) => {
      for (const partnership of partnerships) {
        const head = await store.head();
        await store.append(stream, 'any', [specEvent(String(head + 1), partnership)]);
      }
      await ledger.requireUpTo(await store.head());
    },
    close: () => ledger.stop(),
  };
}
