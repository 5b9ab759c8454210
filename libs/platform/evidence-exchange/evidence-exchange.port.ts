import type { NoteSignature } from '#platform/ledger';
import type { WitnessState } from '#platform/witness';

/** A cosignature that some process of the log received. */
export interface SharedCosignature {
  /** Grows with each that is kept. */
  readonly number: number;
  /** Of the checkpoint that was signed. */
  readonly size: number;
  readonly signature: NoteSignature;
}

/** How a witness is, as the process that asks it has found. */
export interface SharedWitnessStatus {
  readonly name: string;
  readonly state: WitnessState;
  readonly signedSize?: number | undefined;
  readonly signedAt?: Date | undefined;
  readonly reason?: string | undefined;
  readonly nextAttemptAt?: Date | undefined;
}

/** What the processes on one log have told each other of its evidence. */
export interface SharedEvidence {
  /** Size of the newest signed checkpoint; 0 while there is none. */
  readonly newestSize: number;
  /** Those with numbers from the one that was asked for. */
  readonly cosignatures: readonly SharedCosignature[];
  readonly statuses: readonly SharedWitnessStatus[];
}

export interface EvidenceExchange {
  /** The newest checkpoint that was published, as a signed note. */
  newest(): Promise<string | undefined>;
  /** Keeps a signed note. One over a larger tree that is kept already stays. */
  publish(size: number, note: string): Promise<void>;
  keep(size: number, signature: NoteSignature): Promise<void>;
  putStatuses(statuses: readonly SharedWitnessStatus[]): Promise<void>;
  read(fromNumber: number): Promise<SharedEvidence>;
  /** Called when something may have been told, and now and then. @returns ends the calls */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}
