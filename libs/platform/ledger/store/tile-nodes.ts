import { HASH_BYTES, nodeHash, type Hash } from '../merkle-hash.js';

/** The nodes over the hashes of a tile, as far as they are complete, worked out when they are asked for. */
export class TileNodes {
  readonly #levels: Buffer[];

  /** @param hashes of the tile, one behind the other */
  constructor(readonly hashes: Buffer) {
    this.#levels = [hashes];
  }

  /** @returns undefined when the tile does not hold all that lies under the node */
  node(level: number, index: number): Hash | undefined {
    const nodes = this.#at(level);
    const hash = nodes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    return hash.length === HASH_BYTES ? hash : undefined;
  }

  #at(level: number): Buffer {
    const known = this.#levels[level];
    if (known) return known;
    const below = this.#at(level - 1);
    const count = Math.floor(below.length / HASH_BYTES / 2);
    const nodes = Buffer.alloc(count * HASH_BYTES);
    for (let index = 0; index < count; index += 1) {
      const at = index * 2 * HASH_BYTES;
      const middle = at + HASH_BYTES;
      nodes.set(nodeHash(below.subarray(at, middle), below.subarray(middle, middle + HASH_BYTES)), index * HASH_BYTES);
    }
    this.#levels[level] = nodes;
    return nodes;
  }
}
