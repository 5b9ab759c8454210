import { HASH_BYTES, nodeHash, type Hash } from '../merkle-hash.js';

/**
 * The root over hashes that lie one behind the other.
 * @param hashes a power of two of them
 */
export function rootOfHashes(hashes: Uint8Array): Hash {
  let level: readonly Hash[] = Array.from({ length: hashes.length / HASH_BYTES }, (_, index) =>
    hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );
  while (level.length > 1) level = parentsOf(level);
  const [root] = level;
  if (root === undefined) throw new Error('There is no root over no hashes.');
  return root;
}

function parentsOf(level: readonly Hash[]): readonly Hash[] {
  return Array.from({ length: level.length / 2 }, (_, index) => {
    const [left, right] = [level[index * 2], level[index * 2 + 1]];
    if (left === undefined || right === undefined) throw new Error('Two hashes have one parent: one is missing.');
    return nodeHash(left, right);
  });
}
