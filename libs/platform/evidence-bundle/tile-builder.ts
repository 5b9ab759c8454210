import { GrowingTree, HASH_BYTES, TILE_HEIGHT, TILE_WIDTH, type Hash, type TileName } from '#platform/ledger';

/** A tile of hashes with its content. */
export interface Tile {
  readonly name: TileName;
  readonly bytes: Uint8Array;
}

/** Grows a tree and cuts its hashes into tiles, as C2SP tlog-tiles asks. */
export class TileBuilder {
  readonly #tree = new GrowingTree();
  readonly #levels: OpenTile[] = [];
  #filled: Tile[] = [];

  get size(): number {
    return this.#tree.size;
  }

  root(): Hash {
    return this.#tree.root();
  }

  append(leaf: Hash): void {
    this.#tree.append(leaf, this.#takeNode);
  }

  /** The tiles that have become full since this was asked last, from the leaves up. */
  takeFilled(): readonly Tile[] {
    if (this.#filled.length === 0) return [];
    const filled = this.#filled;
    this.#filled = [];
    return filled;
  }

  /** The tiles that are not full, from the leaves up. */
  partial(): readonly Tile[] {
    return this.#levels.filter(({ width }) => width > 0).map((tile) => tile.take());
  }

  readonly #takeNode = (height: number, _index: number, hash: Hash): void => {
    if (height % TILE_HEIGHT !== 0) return;
    const level = height / TILE_HEIGHT;
    const tile = (this.#levels[level] ??= new OpenTile(level));
    if (tile.add(hash)) this.#filled.push(tile.takeFull());
  };
}

class OpenTile {
  #bytes = Buffer.alloc(TILE_WIDTH * HASH_BYTES);
  #index = 0;
  width = 0;

  constructor(private readonly level: number) {}

  /** @returns true when the tile is full now */
  add(hash: Hash): boolean {
    this.#bytes.set(hash, this.width * HASH_BYTES);
    this.width += 1;
    return this.width === TILE_WIDTH;
  }

  take(): Tile {
    const { level, width } = this;
    return { name: { level, index: this.#index, width }, bytes: this.#bytes.subarray(0, width * HASH_BYTES) };
  }

  takeFull(): Tile {
    const tile = this.take();
    this.#bytes = Buffer.alloc(TILE_WIDTH * HASH_BYTES);
    this.#index += 1;
    this.width = 0;
    return tile;
  }
}

export function hashAt(tile: Uint8Array, index: number): Hash {
  return tile.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}
