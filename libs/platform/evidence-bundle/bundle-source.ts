import type { EventStore, RecordedEvent } from '#platform/event-store';
import type { Hash } from '#platform/ledger';

/** What the ledger gives for a bundle. Sizes and indexes are those of the tree over the whole log. */
export interface BundleLedger {
  /** A signed checkpoint over all that is in the log now, with the cosignatures that there are. */
  checkpoint(): Promise<string>;
  /** Earlier signed checkpoints that are kept, in any order. */
  earlierCheckpoints(): readonly string[];
  /** Every key that the log signs or has signed with. */
  verifierKeys(): readonly string[];
  inclusion(index: number, size: number): readonly Hash[];
  consistency(earlierSize: number, size: number): readonly Hash[];
  /** `undefined` when nothing in the log belongs to it. */
  partnership(partnershipId: string): Promise<BundlePartnership | undefined>;
}

/** The history of a partnership, after a checkpoint of it was put on record. */
export interface BundlePartnership {
  /** The events that record its checkpoints, in order. */
  checkpoints(): AsyncIterable<RecordedEvent>;
  /** The first events of its tree, in order. */
  events(size: number): AsyncIterable<RecordedEvent>;
}

export interface BundleSource {
  readonly store: Pick<EventStore, 'readAll' | 'capabilities'>;
  readonly ledger: BundleLedger;
  /** The JSON Schema of the data of a stored type; `undefined` where none is known. */
  schemaOf(type: string): Promise<string | undefined>;
  readonly clock: () => Date;
}

/** A bundle cannot be made of what there is. */
export class BundleExportError extends Error {
  override readonly name = 'BundleExportError';
}
