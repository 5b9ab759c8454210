import type { Database } from 'better-sqlite3';
import { TILE_WIDTH } from '../tile-path.js';

const BYTES = 6;

interface OpenPage {
  readonly tree: number;
  readonly number: number;
  readonly bytes: Buffer;
  width: number;
}

/** Which event a leaf is, 256 to a page: positions grow with the leaves. */
export class LeafPositions {
  readonly #read;
  readonly #write;
  readonly #open = new Map<number, OpenPage>();

  constructor(database: Database) {
    this.#read = database
      .prepare<[number, number], Buffer>('SELECT positions FROM leaf_positions WHERE tree = ? AND number = ?')
      .pluck();
    this.#write = database.prepare<[number, number, Uint8Array]>(
      `INSERT INTO leaf_positions (tree, number, positions) VALUES (?, ?, ?)
       ON CONFLICT (tree, number) DO UPDATE SET positions = excluded.positions`,
    );
  }

  /** @param leaf the next one of its tree */
  append(tree: number, leaf: number, position: number): void {
    const page = this.#pageFor(tree, Math.floor(leaf / TILE_WIDTH));
    page.bytes.writeUIntBE(position, page.width * BYTES, BYTES);
    page.width += 1;
    if (page.width < TILE_WIDTH) return;
    this.#save(page);
    this.#open.delete(tree);
  }

  /** Writes what has changed. Call it before the transaction is committed. */
  flush(): void {
    for (const page of this.#open.values()) this.#save(page);
    this.#open.clear();
  }

  /** Forgets what has not been written. */
  reset(): void {
    this.#open.clear();
  }

  positionOf(tree: number, leaf: number): number | undefined {
    const at = (leaf % TILE_WIDTH) * BYTES;
    const page = this.#read.get(tree, Math.floor(leaf / TILE_WIDTH));
    return page && at < page.length ? page.readUIntBE(at, BYTES) : undefined;
  }

  /** @param size how many leaves the tree has */
  leafOf(tree: number, position: number, size: number): number | undefined {
    let [from, to] = [0, size];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      const found = this.positionOf(tree, middle);
      if (found === undefined) return undefined;
      if (found === position) return middle;
      if (found < position) from = middle + 1;
      else to = middle;
    }
    return undefined;
  }

  #pageFor(tree: number, number: number): OpenPage {
    const open = this.#open.get(tree);
    if (open) return open;
    const bytes = Buffer.alloc(TILE_WIDTH * BYTES);
    const stored = this.#read.get(tree, number);
    stored?.copy(bytes);
    const page = { tree, number, bytes, width: (stored?.length ?? 0) / BYTES };
    this.#open.set(tree, page);
    return page;
  }

  #save({ tree, number, bytes, width }: OpenPage): void {
    this.#write.run(tree, number, bytes.subarray(0, width * BYTES));
  }
}
