import { TILE_WIDTH } from '#platform/ledger';
import type { BundleFiles } from './bundle-files.js';
import { tileFile, TREE_FOLDER } from './bundle-layout.js';
import { entriesOf } from './entry-tile.js';
import { faulty, type FaultFound } from './evidence-fault.js';

/** The leaf entries of a bundle, a tile at a time. */
export class EntryTiles {
  #entries: readonly Uint8Array[] = [];
  #place = '';

  constructor(
    private readonly folder: BundleFiles,
    private readonly size: number,
  ) {}

  async load(index: number): Promise<void> {
    const tile = Math.floor(index / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, this.size - tile * TILE_WIDTH);
    this.#place = tileFile(TREE_FOLDER.all, { level: 'entries', index: tile, width });
    const bytes = await this.folder.read(this.#place);
    const entries = bytes && entriesOf(bytes);
    if (entries?.length !== width) {
      throw faulty('ENTRY_ALTERED', this.#place, `It does not hold ${width} entries.`);
    }
    this.#entries = entries;
  }

  at(index: number): Uint8Array | undefined {
    return this.#entries[index % TILE_WIDTH];
  }

  /** @param entry the one that the tree commits to */
  assertSame(index: number, entry: Uint8Array): void {
    const own = this.at(index);
    if (own && Buffer.compare(own, entry) === 0) return;
    throw this.altered(index);
  }

  altered(index: number): FaultFound {
    const message = `Entry ${index + 1} of the log is not the one that its leaf commits to.`;
    return faulty('ENTRY_ALTERED', `${this.#place}, entry ${(index % TILE_WIDTH) + 1}`, message);
  }
}
