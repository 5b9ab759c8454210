import type { Hash, NoteSignature, NoteVerifierKey } from '#platform/ledger';

/** The log, as far as those who ask its witnesses need it. */
export interface WitnessedLog {
  /** First line of its checkpoints. */
  readonly origin: string;
  /** Those that it signs and has signed with. */
  readonly keys: readonly NoteVerifierKey[];
  /** The newest signed checkpoint; `undefined` while there is none. */
  newest(): LogCheckpoint | undefined | Promise<LogCheckpoint | undefined>;
  /** RFC 6962, section 2.1.2. Both sizes are of the log, the earlier one first. */
  consistency(earlierSize: number, size: number): readonly Hash[] | Promise<readonly Hash[]>;
  /** Keeps a checked cosignature with the checkpoint of that size, from where it is served. */
  keep(size: number, signature: NoteSignature): void | Promise<void>;
}

export interface LogCheckpoint {
  readonly size: number;
  /** The signed note: with the log's signature, without or with others'. */
  readonly note: string;
}
