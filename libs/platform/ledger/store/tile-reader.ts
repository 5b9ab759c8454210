import { LRUCache } from 'lru-cache';
import { OutsideLedgerError } from '../ledger.errors.js';
import { HASH_BYTES, type Hash } from '../merkle-hash.js';
import { TILE_HEIGHT, TILE_WIDTH } from '../tile-path.js';
import { TileNodes } from './tile-nodes.js';
import { tileKey, type TilePlace, type TileStatements } from './tile-statements.js';

/** With the nodes over its hashes a full tile takes 16 KiB: 16 MiB in all. */
const REMEMBERED_TILES = 1_024;
const FULL = TILE_WIDTH * HASH_BYTES;

/** Reads hashes of trees out of tiles. Whoever asks for many proofs asks for the same tiles again and again. */
export class TileReader {
  readonly #remembered = new LRUCache<string, TileNodes>({ max: REMEMBERED_TILES });

  constructor(private readonly tiles: TileStatements) {}

  /**
   * The hash of the complete subtree of `2^level` leaves whose first leaf is `index * 2^level`.
   * @throws OutsideLedgerError when the tree does not hold it
   */
  hash(tree: number, level: number, index: number): Hash {
    const within = level % TILE_HEIGHT;
    const width = TILE_WIDTH / 2 ** within;
    const place = { tree, level: Math.floor(level / TILE_HEIGHT), number: Math.floor(index / width) };
    const hash = this.#tile(place)?.node(within, index % width);
    if (hash) return hash;
    throw new OutsideLedgerError(`The tree holds no subtree ${index} of ${2 ** level} leaves.`);
  }

  /**
   * A tile as a tree of a size has it.
   * @param width how many hashes are asked for
   * @returns undefined when a tree of this size has no such tile
   */
  tile(place: TilePlace, width: number, size: number): Uint8Array | undefined {
    const hashes = Math.floor(size / TILE_WIDTH ** place.level);
    const available = Math.min(TILE_WIDTH, hashes - place.number * TILE_WIDTH);
    if (width < 1 || width > available) return undefined;
    return this.#tile(place)?.hashes.subarray(0, width * HASH_BYTES);
  }

  /** Hashes are only added to a tile: one of the same length is the same. */
  #tile(place: TilePlace): TileNodes | undefined {
    const key = tileKey(place);
    const remembered = this.#remembered.get(key);
    if (remembered?.hashes.length === FULL) return remembered;
    const hashes = this.tiles.read(place);
    if (!hashes || remembered?.hashes.length === hashes.length) return remembered;
    const nodes = new TileNodes(hashes);
    this.#remembered.set(key, nodes);
    return nodes;
  }
}
