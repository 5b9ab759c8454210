import { HASH_BYTES, isSameHash, TILE_WIDTH, type Hash, type TileName } from '#platform/ledger';
import type { BundleFiles } from './bundle-files.js';
import { tileFile } from './bundle-layout.js';
import { faulty } from './evidence-fault.js';
import { hashAt, TileBuilder, type Tile } from './tile-builder.js';

export interface GrownTree {
  readonly root: Hash;
  readonly differing: string | undefined;
}

/** The hashes of a tree's leaves, as the tiles of a bundle hold them. Believed only once their root was compared. */
export class LeafHashes {
  #tile: { readonly index: number; readonly bytes: Uint8Array } | undefined;

  constructor(
    private readonly folder: BundleFiles,
    private readonly treeFolder: string,
    readonly size: number,
  ) {}

  /** The tile that holds a leaf, and following ones are read once each. @throws FaultFound */
  async tileOf(leaf: number): Promise<Uint8Array> {
    const index = Math.floor(leaf / TILE_WIDTH);
    if (this.#tile?.index !== index) {
      const width = Math.min(TILE_WIDTH, this.size - index * TILE_WIDTH);
      this.#tile = { index, bytes: await this.read({ level: 0, index, width }) };
    }
    return this.#tile.bytes;
  }

  /** The tile that was read last. */
  get currentTile(): Uint8Array {
    return this.#tile?.bytes ?? new Uint8Array();
  }

  async at(leaf: number): Promise<Hash> {
    return hashAt(await this.tileOf(leaf), leaf % TILE_WIDTH);
  }

  /** @returns the first leaf with this hash, or -1 */
  async find(hash: Hash): Promise<number> {
    for (let leaf = 0; leaf < this.size; leaf += 1) {
      if (isSameHash(await this.at(leaf), hash)) return leaf;
    }
    return -1;
  }

  /** Where a tile is. */
  placeOf(name: TileName): string {
    return tileFile(this.treeFolder, name);
  }

  /** @throws FaultFound when the tile is not there or has another length */
  async read(name: TileName): Promise<Uint8Array> {
    const place = this.placeOf(name);
    const bytes = await this.folder.read(place);
    if (!bytes) throw faulty('FILE_MISSING', place, 'This tile of the tree is not in the bundle.');
    if (bytes.length === name.width * HASH_BYTES) return bytes;
    throw faulty('TILE_ALTERED', place, `It has ${bytes.length} bytes, and must have ${name.width * HASH_BYTES}.`);
  }

  /**
   * Grows the tree over the hashes of the leaves.
   * @param onSize called for each size from 0, with a way to the root at that size
   * @returns the root, and the first tile above the leaves that does not follow from them
   * @throws FaultFound
   */
  async grow(onSize: (size: number, root: () => Hash) => void): Promise<GrownTree> {
    const builder = new TileBuilder();
    const root = () => builder.root();
    let differing: string | undefined;
    onSize(0, root);
    for (let start = 0; start < this.size; start += TILE_WIDTH) {
      const tile = await this.tileOf(start);
      for (let index = 0; index * HASH_BYTES < tile.length; index += 1) {
        builder.append(hashAt(tile, index));
        onSize(start + index + 1, root);
      }
      differing ??= await this.#firstDiffering(builder.takeFilled());
    }
    differing ??= await this.#firstDiffering(builder.partial());
    return { root: root(), differing };
  }

  async #firstDiffering(built: readonly Tile[]): Promise<string | undefined> {
    for (const { name, bytes } of built) {
      if (name.level !== 0 && !isSameHash(await this.read(name), bytes)) return this.placeOf(name);
    }
    return undefined;
  }
}
