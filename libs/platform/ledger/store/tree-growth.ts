import { TileNodes } from './tile-nodes.js';
import { HASH_BYTES, type Hash } from '../merkle-hash.js';
import { TILE_HEIGHT, TILE_WIDTH } from '../tile-path.js';
import { tileKey, type TilePlace, type TileStatements } from './tile-statements.js';

const TILE_BYTES = TILE_WIDTH * HASH_BYTES;

interface OpenTile {
  readonly place: TilePlace;
  readonly bytes: Buffer;
  /** Hashes in it so far. */
  width: number;
}

/**
 * Adds leaves to trees within one transaction. What lies to the left of the last tiles is never touched; a tile that
 * fills up gives its root to the level above.
 */
export class TreeGrowth {
  readonly #open = new Map<string, OpenTile>();

  constructor(private readonly tiles: TileStatements) {}

  /** @param index the number of the leaf in its tree, which must be the next one */
  append(tree: number, index: number, leafHash: Hash): void {
    this.#append({ tree, level: 0, number: Math.floor(index / TILE_WIDTH) }, index % TILE_WIDTH, leafHash);
  }

  /** Writes what has changed. Call it before the transaction is committed. */
  flush(): void {
    for (const tile of this.#open.values()) this.#write(tile);
    this.#open.clear();
  }

  #append(place: TilePlace, offset: number, hash: Hash): void {
    const tile = this.#tileAt(place, offset);
    tile.bytes.set(hash, offset * HASH_BYTES);
    tile.width += 1;
    if (tile.width < TILE_WIDTH) return;
    this.#write(tile);
    this.#open.delete(tileKey(place));
    const { tree, level, number } = place;
    const above = { tree, level: level + 1, number: Math.floor(number / TILE_WIDTH) };
    this.#append(above, number % TILE_WIDTH, rootOf(tile.bytes));
  }

  #tileAt(place: TilePlace, offset: number): OpenTile {
    const key = tileKey(place);
    const tile = this.#open.get(key) ?? this.#load(place);
    this.#open.set(key, tile);
    if (tile.width === offset) return tile;
    throw new Error(`The tile ${key} of the ledger holds ${tile.width} hashes where ${offset} were expected.`);
  }

  #load(place: TilePlace): OpenTile {
    const bytes = Buffer.alloc(TILE_BYTES);
    const stored = this.tiles.read(place);
    stored?.copy(bytes);
    return { place, bytes, width: (stored?.length ?? 0) / HASH_BYTES };
  }

  #write({ place, bytes, width }: OpenTile): void {
    this.tiles.write(place, bytes.subarray(0, width * HASH_BYTES));
  }
}

function rootOf(fullTile: Buffer): Hash {
  const root = new TileNodes(fullTile).node(TILE_HEIGHT, 0);
  if (root) return root;
  throw new Error('A tile that is not full has no root.');
}
