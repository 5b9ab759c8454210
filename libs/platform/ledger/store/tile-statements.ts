import type { Database } from 'better-sqlite3';

/** Where a tile lies: in which tree, at which level of tiles (0 holds the hashes of leaves), and the how-manieth. */
export interface TilePlace {
  readonly tree: number;
  readonly level: number;
  readonly number: number;
}

export function tileKey({ tree, level, number }: TilePlace): string {
  return `${tree}/${level}/${number}`;
}

/** Tiles in the ledger's file. */
export class TileStatements {
  readonly #read;
  readonly #write;

  constructor(database: Database) {
    this.#read = database
      .prepare<[number, number, number], Buffer>('SELECT hashes FROM tiles WHERE tree = ? AND level = ? AND number = ?')
      .pluck();
    this.#write = database.prepare<[number, number, number, Uint8Array]>(
      `INSERT INTO tiles (tree, level, number, hashes) VALUES (?, ?, ?, ?)
       ON CONFLICT (tree, level, number) DO UPDATE SET hashes = excluded.hashes`,
    );
  }

  read({ tree, level, number }: TilePlace): Buffer | undefined {
    return this.#read.get(tree, level, number);
  }

  write({ tree, level, number }: TilePlace, hashes: Uint8Array): void {
    this.#write.run(tree, level, number, hashes);
  }
}
