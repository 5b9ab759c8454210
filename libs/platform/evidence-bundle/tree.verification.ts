import { isSameHash, toBase64, type Hash } from '#platform/ledger';
import { faulty, type FaultFound } from './evidence-fault.js';
import type { LeafHashes } from './leaf-hashes.js';
import type { CheckpointedBundle, EarlierCheckpoint } from './verification.js';

/**
 * The tiles must lead to the signed root, and on the way to the roots of earlier checkpoints.
 * @param explain looks for what is wrong when they do not lead to the signed root
 * @throws FaultFound
 */
export async function verifyTree(
  leaves: LeafHashes,
  { checkpoint, earlier }: Pick<CheckpointedBundle, 'checkpoint' | 'earlier'>,
  explain: () => Promise<FaultFound>,
): Promise<void> {
  const roots = new Map<number, Hash>(earlier.map(({ size }) => [size, new Uint8Array()]));
  const { root, differing } = await leaves.grow((size, rootNow) => {
    if (roots.has(size)) roots.set(size, rootNow());
  });
  if (!isSameHash(root, checkpoint.root)) throw await explain();
  if (differing !== undefined) throw faulty('TILE_ALTERED', differing, 'It does not follow from the leaves.');
  assertGoesOn(earlier, roots, checkpoint.size);
}

function assertGoesOn(earlier: readonly EarlierCheckpoint[], roots: ReadonlyMap<number, Hash>, size: number): void {
  for (const known of earlier) {
    const root = roots.get(known.size);
    if (known.size > size || root === undefined) throw longer(known, size);
    if (isSameHash(root, known.root)) continue;
    const message = `It commits to other events among the first ${known.size}: its root is ${toBase64(known.root)}, and here it is ${toBase64(root)}. The log was forked or rewritten.`;
    throw faulty('LOG_FORKED', known.place, message);
  }
}

export function longer({ place, size }: EarlierCheckpoint, here: number) {
  const message = `It commits to ${size} events, and this bundle's checkpoint to ${here} only: the bundle is older, or the log was cut back.`;
  return faulty('LOG_OLDER', place, message);
}
