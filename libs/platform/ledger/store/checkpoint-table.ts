import type { Database } from 'better-sqlite3';
import type { Hash } from '../merkle-hash.js';
import { signatureLine, type NoteSignature } from '../signed-note.js';

/** A checkpoint of the log's tree as it was signed, with the cosignatures that came for it. */
export interface CheckpointRow {
  readonly size: number;
  readonly root: Hash;
  /** Origin, size and root, as they were signed. */
  readonly text: string;
  /** The line of the log's own signature. */
  readonly signature: string;
  readonly signedAt: string;
}

/** Cosigned checkpoints that are kept: evidence, and small; an hour of them at one every few seconds. */
const KEPT = 1_000;

/** Signed checkpoints and cosignatures. */
export class CheckpointTable {
  readonly #put;
  readonly #latest;
  readonly #at;
  readonly #cosigned;
  readonly #lines;
  readonly #cosign;
  readonly #prune;
  readonly #pruneCosigned;

  constructor(database: Database) {
    const columns = 'size, root, text, signature, signed_at AS "signedAt"';
    this.#put = database.prepare<CheckpointRow>(
      `INSERT INTO checkpoints (size, root, text, signature, signed_at) VALUES (@size, @root, @text, @signature, @signedAt)
       ON CONFLICT (size) DO UPDATE SET text = excluded.text, signature = excluded.signature, signed_at = excluded.signed_at`,
    );
    this.#latest = database.prepare<[], CheckpointRow>(`SELECT ${columns} FROM checkpoints ORDER BY size DESC LIMIT 1`);
    this.#at = database.prepare<[number], CheckpointRow>(`SELECT ${columns} FROM checkpoints WHERE size = ?`);
    this.#cosigned = database.prepare<[number], CheckpointRow>(
      `SELECT ${columns} FROM checkpoints WHERE size IN (SELECT size FROM cosignatures) ORDER BY size DESC LIMIT ?`,
    );
    this.#lines = database
      .prepare<[number], string>('SELECT line FROM cosignatures WHERE size = ? ORDER BY key')
      .pluck();
    this.#cosign = database.prepare<[number, string, string]>(
      `INSERT INTO cosignatures (size, key, line) VALUES (?, ?, ?)
       ON CONFLICT (size, key) DO UPDATE SET line = excluded.line`,
    );
    this.#prune = database.prepare<[number]>(
      'DELETE FROM checkpoints WHERE size < ? AND size NOT IN (SELECT size FROM cosignatures)',
    );
    this.#pruneCosigned = database.prepare<[number]>(
      `DELETE FROM checkpoints WHERE size < (SELECT size FROM checkpoints ORDER BY size DESC LIMIT 1 OFFSET ?)`,
    );
  }

  /** Takes the place of one of the same size. */
  put(row: CheckpointRow): void {
    this.#put.run(row);
  }

  /** Checkpoints that nobody has cosigned are no longer needed once there is a newer one. */
  pruneBefore(size: number): void {
    this.#prune.run(size);
  }

  latest(): CheckpointRow | undefined {
    return this.#latest.get();
  }

  at(size: number): CheckpointRow | undefined {
    return this.#at.get(size);
  }

  /** Those with cosignatures, the newest first. */
  cosigned(limit: number): readonly CheckpointRow[] {
    return this.#cosigned.all(limit);
  }

  /** @param size of a checkpoint that is here */
  addCosignatures(size: number, signatures: readonly NoteSignature[]): void {
    for (const signature of signatures) {
      this.#cosign.run(size, `${signature.name}+${signature.keyId}`, signatureLine(signature));
    }
    this.#pruneCosigned.run(KEPT);
  }

  /** The checkpoint as it is served: a signed note. */
  noteOf({ size, text, signature }: CheckpointRow): string {
    return `${text}\n${signature}${this.#lines.all(size).join('')}`;
  }
}
