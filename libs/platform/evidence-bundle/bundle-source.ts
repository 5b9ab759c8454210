import type { EventStore } from '#platform/event-store';
import type { Hash } from '#platform/ledger';

/** What the ledger gives for a bundle. Sizes and indexes are those of the tree over the whole log. */
export interface BundleLedger {
  /** The newest signed checkpoint, with the cosignatures that there are. */
  checkpoint(): Promise<string>;
  /** Earlier signed checkpoints that are kept, in any order. */
  earlierCheckpoints(): Promise<readonly string[]>;
  /** Every key that the log signs or has signed with. */
  verifierKeys(): readonly string[];
  inclusion(index: number, size: number): Promise<readonly Hash[]>;
  consistency(earlierSize: number, size: number): Promise<readonly Hash[]>;
  /** Puts the history of a partnership up to now into a checkpoint that the log holds, if it has grown. */
  closePartnership(partnershipId: string): Promise<void>;
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
