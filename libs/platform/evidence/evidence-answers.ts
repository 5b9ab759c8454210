import {
  OutsideLedgerError,
  tlogProofText,
  toBase64,
  type LedgerTree,
  type RecordedCheckpoint,
  type SignedCheckpoint,
} from '#platform/ledger';
import { applicationError } from '#platform/graphql';

/** `EvidenceCheckpoint` of the schema. */
export interface CheckpointAnswer {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly note: string;
}

/** `InclusionProof` of the schema, but for what is shown to auditors only. */
export interface InclusionAnswer {
  readonly position: number;
  readonly index: number;
  readonly leafHash: string;
  readonly hashes: readonly string[];
  readonly checkpoint: CheckpointAnswer;
  readonly text: string;
}

export interface ConsistencyAnswer {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: string;
  readonly toRoot: string;
  readonly hashes: readonly string[];
}

export interface RecordedAnswer extends RecordedCheckpoint {
  readonly root: string;
}

export function checkpointAnswer({ origin, size, root, note }: SignedCheckpoint): CheckpointAnswer {
  return { origin, size, root: toBase64(root), note };
}

/**
 * The proof that the event at a position is in a tree, as a signed checkpoint has it; null when it is not.
 * @throws BAD_USER_INPUT for a size that the tree has not, or at which it does not hold the event yet
 */
export function inclusionAnswer(
  tree: LedgerTree,
  position: number,
  checkpoint: SignedCheckpoint,
): InclusionAnswer | null {
  const index = tree.indexOf(position);
  if (index === undefined) return null;
  return insideTree(() => {
    const { leaf, hashes } = tree.inclusion(index, checkpoint.size);
    return {
      position,
      index,
      leafHash: toBase64(leaf),
      hashes: hashes.map(toBase64),
      checkpoint: checkpointAnswer(checkpoint),
      text: tlogProofText({ index, hashes, checkpoint: checkpoint.note }),
    };
  });
}

/** @throws BAD_USER_INPUT for sizes that the tree has not */
export function consistencyAnswer(tree: LedgerTree, from: number, to: number): ConsistencyAnswer {
  return insideTree(() => ({
    from,
    to,
    fromRoot: toBase64(tree.root(from)),
    toRoot: toBase64(tree.root(to)),
    hashes: tree.consistency(from, to).hashes.map(toBase64),
  }));
}

/** What a client asks for beyond a tree is its mistake, and worded as such. */
export function insideTree<Answer>(ask: () => Answer): Answer {
  try {
    return ask();
  } catch (error) {
    if (error instanceof OutsideLedgerError) throw applicationError('BAD_USER_INPUT', error.message);
    throw error;
  }
}
