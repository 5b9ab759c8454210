import { hash } from 'node:crypto';
import type { RecordedEvent } from '#platform/event-store';

/** Tells these entries from anything else that a tree could hold, and their versions from one another. */
export const LEAF_ENTRY_FORMAT = 'concordat-event/1';

/** What a leaf commits to: everything of an event that is the same in every engine. */
export type LeafEntryEvent = Omit<RecordedEvent, 'position'>;

/**
 * The bytes that the evidence ledger holds of an event: a JSON object in canonical form (RFC 8785) with the digests of
 * its data and metadata, byte for byte as they are stored. Personal fields are sealed before that, so that an entry
 * confirms no guess at them, and stays provable when they, or the whole data, are gone.
 *
 * The position is left out: it is the engine's own, and the place in the tree says the order.
 */
export function leafEntry({ data, id, metadata, recordedAt, revision, stream, type }: LeafEntryEvent): Uint8Array {
  // The keys in canonical order; strings and whole numbers are written by JSON.stringify as RFC 8785 asks.
  const entry = JSON.stringify({
    data: contentDigest(data),
    format: LEAF_ENTRY_FORMAT,
    id,
    metadata: contentDigest(metadata),
    recordedAt,
    revision,
    stream,
    type,
  });
  return Buffer.from(entry, 'utf8');
}

export function contentDigest(bytes: Uint8Array): string {
  return `sha256:${hash('sha256', bytes, 'hex')}`;
}
