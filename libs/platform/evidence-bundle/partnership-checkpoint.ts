import { z } from 'zod';
import type { RecordedEvent } from '#platform/event-store';
import { EvidenceFormatError, hashFromBase64, PARTNERSHIP_CHECKPOINTED, type Hash } from '#platform/ledger';
import { faulty } from './evidence-fault.js';

/** What the log says of a partnership's history: so many events up to a position, with this root. */
export interface PartnershipCheckpoint {
  readonly partnershipId: string;
  readonly size: number;
  readonly root: Hash;
  /** Always before the checkpoint's own position: it says nothing of what was not recorded yet. */
  readonly upToPosition: number;
}

const shape = z.object({
  partnershipId: z.string(),
  size: z.int().min(0),
  root: z.string(),
  upToPosition: z.int().min(0),
});

/**
 * @returns undefined for an event of another type
 * @throws FaultFound when it is no checkpoint that a log can hold at this place
 */
export function partnershipCheckpointOf(event: RecordedEvent, place: () => string): PartnershipCheckpoint | undefined {
  if (event.type !== PARTNERSHIP_CHECKPOINTED) return undefined;
  const read = shape.safeParse(jsonOf(event.data));
  const root = read.success ? hashOf(read.data.root) : undefined;
  if (!read.success || !root) throw faulty('PARTNERSHIP_DIFFERS', place(), 'It is not what such a checkpoint is.');
  if (read.data.upToPosition < event.position) return { ...read.data, root };
  const message = `It claims to cover the log up to position ${read.data.upToPosition}, which was not there yet: it is itself at ${event.position}.`;
  throw faulty('PARTNERSHIP_DIFFERS', place(), message);
}

/** @throws FaultFound unless it covers more of the log than the one before it, and no fewer events */
export function assertFollows(
  next: PartnershipCheckpoint,
  before: Pick<PartnershipCheckpoint, 'size' | 'upToPosition'>,
  place: () => string,
): void {
  if (next.upToPosition > before.upToPosition && next.size >= before.size) return;
  const message = `It covers ${next.size} events up to position ${next.upToPosition}, and the one before it ${before.size} up to ${before.upToPosition}: it is not later.`;
  throw faulty('PARTNERSHIP_DIFFERS', place(), message);
}

function hashOf(text: string): Hash | undefined {
  try {
    return hashFromBase64(text, 'The root of the partnership');
  } catch (error) {
    if (error instanceof EvidenceFormatError) return undefined;
    throw error;
  }
}

export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    // Not JSON: what is looked for is not in it.
    return undefined;
  }
}
