import Database from 'better-sqlite3';
import { LedgerFormatError } from './ledger.errors.js';
import { HASH_BYTES, type Hash } from './merkle-hash.js';
import { CheckpointTable } from './store/checkpoint-table.js';
import { APPLICATION_ID, LOG_TREE } from './store/ledger-schema.js';
import { TileStatements } from './store/tile-statements.js';
import { TILE_WIDTH } from './tile-path.js';

/** A checkpoint as the file keeps it. Its signature has not been checked. */
export interface KeptCheckpoint {
  readonly size: number;
  readonly root: Hash;
  /** The signed note. */
  readonly note: string;
}

/**
 * A ledger's file opened to compare a log with it, beside whoever writes it. It changes nothing. Its size is that of the
 * moment of opening: a log that is read afterwards holds at least as many events.
 */
export class LedgerInspection {
  readonly size: number;
  readonly #database: Database.Database;
  readonly #tiles: TileStatements;
  readonly #checkpoints: CheckpointTable;

  /** @throws LedgerFormatError, and what SQLite throws when the file is damaged */
  constructor(file: string) {
    this.#database = new Database(file, { readonly: true, fileMustExist: true });
    try {
      if (this.#database.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
        throw new LedgerFormatError(
          `The file ${file} is not an evidence ledger of Concordat. Move it away: the ledger is built anew from the log.`,
        );
      }
      this.#tiles = new TileStatements(this.#database);
      this.#checkpoints = new CheckpointTable(this.#database);
      const size = this.#database.prepare<[number], number>('SELECT size FROM trees WHERE tree = ?').pluck();
      this.size = size.get(LOG_TREE) ?? 0;
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Hashes of the leaves of the log's tree for the positions `from` to `to`, where positions are contiguous. */
  leaves(from: number, to: number): readonly Hash[] {
    const hashes: Hash[] = [];
    for (let index = from - 1; index < Math.min(to, this.size);) {
      const number = Math.floor(index / TILE_WIDTH);
      const tile = this.#tiles.read({ tree: LOG_TREE, level: 0, number });
      const end = Math.min((number + 1) * TILE_WIDTH, to, this.size);
      for (; index < end; index += 1) {
        const at = (index % TILE_WIDTH) * HASH_BYTES;
        hashes.push(tile?.subarray(at, at + HASH_BYTES) ?? new Uint8Array());
      }
    }
    return hashes;
  }

  /** The newest one; undefined before the first. */
  checkpoint(): KeptCheckpoint | undefined {
    const row = this.#checkpoints.latest();
    return row && { size: row.size, root: row.root, note: this.#checkpoints.noteOf(row) };
  }

  close(): void {
    this.#database.close();
  }
}
