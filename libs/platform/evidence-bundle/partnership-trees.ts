import type { RecordedEvent } from '#platform/event-store';
import { GrowingTree, isSameHash, partnershipOfEvent, toBase64, type Hash } from '#platform/ledger';
import { faulty } from './evidence-fault.js';
import { assertFollows, partnershipCheckpointOf, type PartnershipCheckpoint } from './partnership-checkpoint.js';

/** How far the history of a partnership is shown to be complete. */
export interface PartnershipCoverage {
  readonly partnershipId: string;
  /** Events that its last checkpoint commits to. */
  readonly size: number;
  /** Nothing up to this position of the log was left out. */
  readonly upToPosition: number;
  /** Events after it. */
  readonly uncovered: number;
}

interface OwnTree {
  readonly tree: GrowingTree;
  /** Leaves that no checkpoint has covered yet. */
  pending: { readonly position: number; readonly leaf: Hash }[];
  upToPosition: number;
}

/** Works the trees of all partnerships out from the log, and compares them with the checkpoints that the log holds. */
export class PartnershipTrees {
  readonly #trees = new Map<string, OwnTree>();

  /** @throws FaultFound when a checkpoint does not fit the events before it */
  take(event: RecordedEvent, leaf: Hash, place: () => string): void {
    const partnershipId = partnershipOfEvent(event);
    assertOwnStream(event, partnershipId, place);
    if (partnershipId !== undefined) this.#of(partnershipId).pending.push({ position: event.position, leaf });
    const checkpoint = partnershipCheckpointOf(event, place);
    if (checkpoint) this.#check(checkpoint, place);
  }

  coverage(): readonly PartnershipCoverage[] {
    return [...this.#trees].map(([partnershipId, { tree, pending, upToPosition }]) => ({
      partnershipId,
      size: tree.size,
      upToPosition,
      uncovered: pending.length,
    }));
  }

  #check(checkpoint: PartnershipCheckpoint, place: () => string): void {
    const { partnershipId, size, root, upToPosition } = checkpoint;
    const own = this.#of(partnershipId);
    assertFollows(checkpoint, { size: own.tree.size, upToPosition: own.upToPosition }, place);
    const covered = own.pending.filter(({ position }) => position <= upToPosition);
    own.pending = own.pending.slice(covered.length);
    for (const { leaf } of covered) own.tree.append(leaf);
    own.upToPosition = upToPosition;
    if (own.tree.size !== size) {
      const message = `The checkpoint of ${partnershipId} says ${size} events up to position ${upToPosition}, but the log holds ${own.tree.size}.`;
      throw faulty('PARTNERSHIP_DIFFERS', place(), message);
    }
    if (isSameHash(own.tree.root(), root)) return;
    const message = `The checkpoint of ${partnershipId} commits to the root ${toBase64(root)}, but its ${size} events lead to ${toBase64(own.tree.root())}.`;
    throw faulty('PARTNERSHIP_DIFFERS', place(), message);
  }

  #of(partnershipId: string): OwnTree {
    const own = this.#trees.get(partnershipId) ?? { tree: new GrowingTree(), pending: [], upToPosition: 0 };
    this.#trees.set(partnershipId, own);
    return own;
  }
}

const OWN_STREAM = /^partnership-[0-9a-f]{8}-/;

/** What a partnership's own stream holds belongs to its history: metadata that says otherwise would hide it there. */
function assertOwnStream({ stream }: RecordedEvent, partnershipId: string | undefined, place: () => string): void {
  if (!OWN_STREAM.test(stream) || stream === partnershipId) return;
  const message = `It is an event of ${stream}, but its metadata leaves it out of that partnership's history.`;
  throw faulty('PARTNERSHIP_DIFFERS', place(), message);
}
