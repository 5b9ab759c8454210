import { LRUCache } from 'lru-cache';
import { OutsideLedgerError } from '../ledger.errors.js';
import { rootOfHashes } from './tile-root.js';
import { HASH_BYTES, type Hash } from '../merkle-hash.js';
import { TILE_HEIGHT, TILE_WIDTH } from '../tile-path.js';
import { tileKey, type TilePlace, type TileStatements } from './tile-statements.js';

/** Full tiles never change: 2,048 of them are 16 MiB. */
const CACHED_TILES = 2_048;

/** Reads hashes of trees out of tiles. */
export class TileReader {
  readonly #full = new LRUCache<string, Buffer>({ max: CACHED_TILES });

  constructor(private readonly tiles: TileStatements) {}

  /**
   * The hash of the complete subtree of `2^level` leaves whose first leaf is `index * 2^level`.
   * @throws OutsideLedgerError when the tree does not hold it
   */
  hash(tree: number, level: number, index: number): Hash {
    const within = level % TILE_HEIGHT;
    const span = 2 ** within;
    const first = index * span;
    const place = { tree, level: Math.floor(level / TILE_HEIGHT), number: Math.floor(first / TILE_WIDTH) };
    const from = (first % TILE_WIDTH) * HASH_BYTES;
    const bytes = this.#tile(place)?.subarray(from, from + span * HASH_BYTES);
    if (bytes?.length === span * HASH_BYTES) return span === 1 ? bytes : rootOfHashes(bytes);
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
    return this.#tile(place)?.subarray(0, width * HASH_BYTES);
  }

  #tile(place: TilePlace): Buffer | undefined {
    const key = tileKey(place);
    const known = this.#full.get(key);
    if (known) return known;
    const read = this.tiles.read(place);
    if (read?.length === TILE_WIDTH * HASH_BYTES) this.#full.set(key, read);
    return read;
  }
}
