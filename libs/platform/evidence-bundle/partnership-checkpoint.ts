import { z } from 'zod';
import type { RecordedEvent } from '#platform/event-store';
import { hashFromBase64, PARTNERSHIP_CHECKPOINTED, type Hash } from '#platform/ledger';

/** What the log says of a partnership's history: so many events up to a position, with this root. */
export interface PartnershipCheckpoint {
  readonly partnershipId: string;
  readonly size: number;
  readonly root: Hash;
  readonly upToPosition: number;
}

const shape = z.object({
  partnershipId: z.string(),
  size: z.int().min(0),
  root: z.string(),
  upToPosition: z.int().min(0),
});

/** @returns undefined for an event of another type, and for data that is not of that shape */
export function partnershipCheckpointOf({ type, data }: RecordedEvent): PartnershipCheckpoint | undefined {
  if (type !== PARTNERSHIP_CHECKPOINTED) return undefined;
  const read = shape.safeParse(jsonOf(data));
  if (!read.success) return undefined;
  return { ...read.data, root: hashFromBase64(read.data.root, 'The root of the partnership') };
}

export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    // Not JSON: what is looked for is not in it.
    return undefined;
  }
}
