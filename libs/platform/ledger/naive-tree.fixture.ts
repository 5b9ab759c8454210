import { leafHash, nodeHash, EMPTY_ROOT, type Hash } from './merkle-hash.js';
import { splitOf, type NodeLookUp } from './merkle-tree.js';

/** The tree as RFC 6962 defines it, word for word and slowly: what everything else is compared with. */
export function naiveRoot(entries: readonly Uint8Array[]): Hash {
  const [first] = entries;
  if (!first) return EMPTY_ROOT;
  if (entries.length === 1) return leafHash(first);
  const split = splitOf(entries.length);
  return nodeHash(naiveRoot(entries.slice(0, split)), naiveRoot(entries.slice(split)));
}

export function naiveInclusionProof(index: number, entries: readonly Uint8Array[]): readonly Hash[] {
  if (entries.length === 1) return [];
  const split = splitOf(entries.length);
  const [left, right] = [entries.slice(0, split), entries.slice(split)];
  return index < split
    ? [...naiveInclusionProof(index, left), naiveRoot(right)]
    : [...naiveInclusionProof(index - split, right), naiveRoot(left)];
}

export function naiveConsistencyProof(
  earlier: number,
  entries: readonly Uint8Array[],
  isWhole = true,
): readonly Hash[] {
  if (earlier === entries.length) return isWhole ? [] : [naiveRoot(entries)];
  const split = splitOf(entries.length);
  const [left, right] = [entries.slice(0, split), entries.slice(split)];
  return earlier <= split
    ? [...naiveConsistencyProof(earlier, left, isWhole), naiveRoot(right)]
    : [...naiveConsistencyProof(earlier - split, right, false), naiveRoot(left)];
}

/** Looks nodes up among the entries themselves. */
export function nodesOf(entries: readonly Uint8Array[]): NodeLookUp {
  return (level, index) => naiveRoot(entries.slice(index * 2 ** level, (index + 1) * 2 ** level));
}

/** Entries that differ, as many as wanted. */
export function sampleEntries(count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, index) => Buffer.from(`entry ${index}`));
}
