import { EMPTY_ROOT, nodeHash, type Hash } from './merkle-hash.js';

/**
 * Looks up the hash of a complete subtree: `level` 0 holds the leaves, and node `index` of a level covers the leaves
 * from `index * 2^level` on, `2^level` of them.
 */
export type NodeLookUp = (level: number, index: number) => Hash;

/** The largest power of two below `size`, where RFC 6962 splits a tree. `size` must be at least 2. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The level of the smallest complete subtree that holds so many leaves. */
function levelOf(size: number): number {
  let level = 0;
  while (2 ** level < size) level += 1;
  return level;
}

/** The root of the first `size` leaves. Costs one look-up for each bit that is set in `size`. */
export function rootOf(size: number, nodes: NodeLookUp): Hash {
  return size === 0 ? EMPTY_ROOT : rangeHash(0, size, nodes);
}

/** The hash over the leaves `from` to `to` (exclusive), where `from` is where a subtree of the tree begins. */
export function rangeHash(from: number, to: number, nodes: NodeLookUp): Hash {
  const size = to - from;
  const level = levelOf(size);
  if (2 ** level === size) return nodes(level, from / size);
  const middle = from + splitOf(size);
  return nodeHash(rangeHash(from, middle, nodes), rangeHash(middle, to, nodes));
}

/** Called for each complete subtree, once, when its last leaf is there. */
export type OnNode = (level: number, index: number, hash: Hash) => void;

/**
 * A tree that only grows, remembered by the complete subtrees on its right edge: one hash for each bit of its size.
 */
export class GrowingTree {
  readonly #edge: { readonly level: number; readonly hash: Hash }[];

  /** A tree that goes on from `size` leaves whose nodes are known. */
  constructor(
    private count = 0,
    nodes: NodeLookUp = () => EMPTY_ROOT,
  ) {
    this.#edge = edgeOf(count, nodes);
  }

  get size(): number {
    return this.count;
  }

  append(leaf: Hash, onNode: OnNode = () => undefined): void {
    let index = this.count;
    let level = 0;
    let hash = leaf;
    onNode(level, index, hash);
    for (let left = this.#edge.at(-1); left?.level === level; left = this.#edge.at(-1)) {
      this.#edge.pop();
      hash = nodeHash(left.hash, hash);
      level += 1;
      index = Math.floor(index / 2);
      onNode(level, index, hash);
    }
    this.#edge.push({ level, hash });
    this.count += 1;
  }

  root(): Hash {
    return (
      this.#edge.reduceRight<Hash | undefined>(
        (right, { hash }) => (right === undefined ? hash : nodeHash(hash, right)),
        undefined,
      ) ?? EMPTY_ROOT
    );
  }
}

function edgeOf(size: number, nodes: NodeLookUp): { readonly level: number; readonly hash: Hash }[] {
  const edge: { readonly level: number; readonly hash: Hash }[] = [];
  let from = 0;
  for (let level = levelOf(size); level >= 0; level -= 1) {
    const width = 2 ** level;
    if (size - from < width) continue;
    edge.push({ level, hash: nodes(level, from / width) });
    from += width;
  }
  return edge;
}
