import { EMPTY_ROOT, isSameHash, nodeHash, type Hash } from './merkle-hash.js';
import { rangeHash, splitOf, type NodeLookUp } from './merkle-tree.js';

/** Whether a proof holds, and if not, why: `refuted` is an answer about evidence, not a fault. */
export type Verdict = { readonly outcome: 'proved' } | { readonly outcome: 'refuted'; readonly reason: string };

const PROVED: Verdict = { outcome: 'proved' };

/** A question about a tree that cannot be: an index or a size beyond it. */
export class ProofRangeError extends Error {
  override readonly name = 'ProofRangeError';
}

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Hash;
  readonly root: Hash;
}

export interface ConsistencyClaim {
  readonly earlierSize: number;
  readonly earlierRoot: Hash;
  readonly size: number;
  readonly root: Hash;
}

/**
 * The audit path of a leaf, from the leaf to the root (RFC 6962, section 2.1.1).
 * @throws ProofRangeError
 */
export function inclusionProof(index: number, size: number, nodes: NodeLookUp): readonly Hash[] {
  if (!isWholeNumber(index) || !isWholeNumber(size) || index >= size) {
    throw new ProofRangeError(`A tree of ${size} leaves has no leaf with the index ${index}.`);
  }
  const path: Hash[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      path.push(rangeHash(middle, to, nodes));
      to = middle;
    } else {
      path.push(rangeHash(from, middle, nodes));
      from = middle;
    }
  }
  return path.toReversed();
}

/**
 * Shows that a tree of `size` leaves begins with the leaves of one of `earlierSize` (RFC 6962, section 2.1.2).
 * @throws ProofRangeError
 */
export function consistencyProof(earlierSize: number, size: number, nodes: NodeLookUp): readonly Hash[] {
  if (!isWholeNumber(earlierSize) || !isWholeNumber(size) || earlierSize > size) {
    throw new ProofRangeError(`A tree of ${size} leaves does not go on from one of ${earlierSize}.`);
  }
  if (earlierSize === 0 || earlierSize === size) return [];
  const path: Hash[] = [];
  let [from, to] = [0, size];
  while (to !== earlierSize) {
    const middle = from + splitOf(to - from);
    if (earlierSize <= middle) {
      path.push(rangeHash(middle, to, nodes));
      to = middle;
    } else {
      path.push(rangeHash(from, middle, nodes));
      from = middle;
    }
  }
  // Who checks knows the earlier root: it is left out where it is a node of the tree as it is.
  if (from > 0) path.push(rangeHash(from, to, nodes));
  return path.toReversed();
}

export function verifyInclusion({ index, size, leaf, root }: InclusionClaim, proof: readonly Hash[]): Verdict {
  if (!isWholeNumber(index) || !isWholeNumber(size) || index >= size) {
    return refuted(`a tree of ${size} leaves has no leaf with the index ${index}`);
  }
  const expected = inclusionProofLength(index, size);
  if (proof.length !== expected) {
    return refuted(`the proof has ${proof.length} hashes, and one for leaf ${index} of ${size} has ${expected}`);
  }
  let hash = leaf;
  let [node, last] = [index, size - 1];
  for (const sibling of proof) {
    // On the right edge, levels at which the node has no sibling are passed over.
    while (node === last && node % 2 === 0) [node, last] = [half(node), half(last)];
    hash = node % 2 === 1 ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return isSameHash(hash, root) ? PROVED : refuted('the proof leads to another root');
}

export function verifyConsistency(claim: ConsistencyClaim, proof: readonly Hash[]): Verdict {
  const { earlierSize, earlierRoot, size, root } = claim;
  if (!isWholeNumber(earlierSize) || !isWholeNumber(size)) return refuted('a size is not a whole number');
  if (earlierSize > size) return refuted(`the tree has shrunk from ${earlierSize} to ${size} leaves`);
  if (earlierSize === 0 || earlierSize === size) return verifyTrivial(claim, proof);
  let [node, last] = [earlierSize - 1, size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  const rest = [...proof];
  const seed = node === 0 ? earlierRoot : rest.shift();
  if (!seed) return refuted('the proof is too short');
  let [earlierHash, hash] = [seed, seed];
  for (const sibling of rest) {
    if (last === 0) return refuted('the proof is too long');
    if (node % 2 === 1 || node === last) {
      earlierHash = nodeHash(sibling, earlierHash);
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  if (last !== 0) return refuted('the proof is too short');
  if (!isSameHash(earlierHash, earlierRoot)) return refuted(`the first ${earlierSize} leaves are others than before`);
  return isSameHash(hash, root) ? PROVED : refuted('the proof leads to another root');
}

function verifyTrivial({ earlierSize, earlierRoot, size, root }: ConsistencyClaim, proof: readonly Hash[]): Verdict {
  if (proof.length > 0) return refuted(`between ${earlierSize} and ${size} leaves the proof must be empty`);
  if (earlierSize === 0 && !isSameHash(earlierRoot, EMPTY_ROOT)) return refuted('the root of an empty tree is another');
  if (earlierSize === size && !isSameHash(earlierRoot, root)) return refuted('two roots for the same size');
  return PROVED;
}

/** One hash for each level at which the leaf's ancestor has a sibling. */
function inclusionProofLength(index: number, size: number): number {
  let length = 0;
  for (let [node, last] = [index, size - 1]; last > 0; [node, last] = [half(node), half(last)]) {
    if (node % 2 === 1 || node < last) length += 1;
  }
  return length;
}

/** Sizes may be beyond 32 bits, where shifts of numbers no longer work. */
function half(value: number): number {
  return Math.floor(value / 2);
}

function isWholeNumber(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function refuted(reason: string): Verdict {
  return { outcome: 'refuted', reason };
}
