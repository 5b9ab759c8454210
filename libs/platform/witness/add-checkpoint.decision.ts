import { EMPTY_ROOT, verifyConsistency, type Checkpoint, type Hash } from '#platform/ledger';

/** What a witness cosigned last of one log. */
export interface CosignedHead {
  readonly size: number;
  readonly root: Hash;
}

export type AddCheckpointDecision =
  | { readonly outcome: 'cosign' }
  /** The old size is beyond the checkpoint. */
  | { readonly outcome: 'old-size-beyond'; readonly reason: string }
  /** The witness cosigned another size than the log believes: it has to prove from that one. */
  | { readonly outcome: 'other-old-size'; readonly size: number }
  /** Two checkpoints of one size with different roots. */
  | { readonly outcome: 'forked'; readonly reason: string }
  /** The tree is not shown to go on from the one that was cosigned. */
  | { readonly outcome: 'not-consistent'; readonly reason: string };

export interface AddCheckpointClaim {
  readonly oldSize: number;
  readonly proof: readonly Hash[];
  /** Its signature was checked. */
  readonly checkpoint: Checkpoint;
}

/**
 * Whether to cosign, by what was cosigned before; `undefined`: nothing of this log. In the order in which the
 * specification wants the answers (https://c2sp.org/tlog-witness).
 */
export function decideAddCheckpoint(
  last: CosignedHead | undefined,
  { oldSize, proof, checkpoint }: AddCheckpointClaim,
): AddCheckpointDecision {
  const { size, root } = checkpoint;
  if (oldSize > size) {
    return {
      outcome: 'old-size-beyond',
      reason: `the old size ${oldSize} is beyond the checkpoint, which has ${size}`,
    };
  }
  const earlierSize = last?.size ?? 0;
  if (oldSize !== earlierSize) return { outcome: 'other-old-size', size: earlierSize };
  const claim = { earlierSize, earlierRoot: last?.root ?? EMPTY_ROOT, size, root };
  const verdict = verifyConsistency(claim, proof);
  if (verdict.outcome === 'proved') return { outcome: 'cosign' };
  const isFork = last !== undefined && size === earlierSize && proof.length === 0;
  return { outcome: isFork ? 'forked' : 'not-consistent', reason: verdict.reason };
}
