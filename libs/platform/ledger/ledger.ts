import type { Position, RecordedEvent } from '#platform/event-store';
import type { Checkpoint } from './checkpoint.js';
import type { LedgerKeys } from './ledger-keys.js';
import type { Hash } from './merkle-hash.js';
import type { NoteSignature } from './signed-note.js';
import type { TileName } from './tile-path.js';

/** A checkpoint with the text that proves it. */
export interface SignedCheckpoint extends Checkpoint {
  /** The signed note, as it is served: with the log's signature and the cosignatures so far. */
  readonly note: string;
}

/** That a leaf is in a tree of a size. */
export interface LeafProof {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  /** From the leaf to the root. */
  readonly hashes: readonly Hash[];
}

/** That a tree of a size goes on from an earlier one. */
export interface GrowthProof {
  readonly earlierSize: number;
  readonly size: number;
  readonly hashes: readonly Hash[];
}

/**
 * A tree over events: the log's own, or a partnership's. All of it is read from tiles that are at hand, so that nothing
 * here waits. Where a size may be left out, it is the tree's own.
 */
export interface LedgerTree {
  /** First line of the tree's checkpoints. */
  readonly origin: string;
  /** How many leaves it has. */
  readonly size: number;
  /** @throws OutsideLedgerError */
  root(size?: number): Hash;
  /** Signs what the tree was like at a size. @throws OutsideLedgerError */
  checkpointAt(size?: number): SignedCheckpoint;
  /** @throws OutsideLedgerError */
  inclusion(index: number, size?: number): LeafProof;
  /** @throws OutsideLedgerError */
  consistency(earlierSize: number, size?: number): GrowthProof;
  /** The hashes of a tile of the tree; undefined when it has no such tile. Not for entry bundles. */
  tile(name: TileName): Uint8Array | undefined;
  /** Which event a leaf is; undefined beyond the tree. */
  positionOf(index: number): Position | undefined;
  /** Which leaf an event is; undefined when it is not in this tree, or not yet. */
  indexOf(position: number): number | undefined;
  /**
   * The events of leaves, from `from` up to `to` (exclusive), in order, as the log holds them now.
   * @throws OutsideLedgerError
   */
  events(from: number, to: number): AsyncIterable<RecordedEvent>;
}

/** The tree over the events of one partnership. */
export interface PartnershipTree extends LedgerTree {
  readonly partnershipId: string;
  /** The newest checkpoint of it that the log itself holds. */
  readonly recorded: RecordedCheckpoint | undefined;
}

/** A checkpoint of a partnership that is an event, and so a leaf of the log's tree. */
export interface RecordedCheckpoint {
  readonly size: number;
  /** Of the event `evidence.PartnershipCheckpointed`. */
  readonly position: Position;
}

export interface LedgerStatus {
  readonly size: number;
  /** Up to where the log is in it. */
  readonly position: Position;
  /** False until it has reached, once, what was in the log when it began: it signs nothing before. */
  readonly caughtUp: boolean;
  /** Why it does not go on, when it does not; it tries again. */
  readonly fault?: string;
}

/** The evidence ledger of a log. */
export interface Ledger extends LedgerTree {
  readonly keys: LedgerKeys;
  readonly status: LedgerStatus;
  /** The newest signed checkpoint, with the cosignatures so far; undefined before the first one. */
  checkpoint(): SignedCheckpoint | undefined;
  /** Checkpoints that have cosignatures, the newest first. */
  cosigned(limit: number): readonly SignedCheckpoint[];
  /**
   * Keeps cosignatures with the checkpoint of a size. Whether they hold, the caller has checked.
   * @throws OutsideLedgerError when the ledger has no such size
   */
  addCosignatures(size: number, signatures: readonly NoteSignature[]): void;
  /** Called after each new checkpoint was signed and kept. @returns ends it */
  onCheckpoint(listener: (checkpoint: SignedCheckpoint) => void): () => void;
  /** Undefined when nothing in the ledger belongs to it. */
  partnership(partnershipId: string): PartnershipTree | undefined;
  /** The partnerships that have trees, in the order of their first events, a page at a time. */
  partnerships(limit: number, after?: string): readonly string[];
  /** Where the event with this id is; undefined when the ledger holds none. */
  positionOfEvent(eventId: string): Position | undefined;
  /**
   * Waits until the ledger covers a position, and a signed checkpoint does.
   * @throws LedgerBehindError, LedgerUnavailableError
   */
  requireUpTo(position: number, timeoutMs?: number): Promise<void>;
  /**
   * Puts a checkpoint over all that the log holds of a partnership on record, and waits until the ledger covers that
   * event too. Where no event of the partnership came since the newest one, it says just that; only where the log holds
   * nothing at all behind the newest one, that one stands.
   * @throws OutsideLedgerError when nothing belongs to the partnership, LedgerBehindError, LedgerUnavailableError
   */
  closePartnership(partnershipId: string): Promise<RecordedCheckpoint>;
}
