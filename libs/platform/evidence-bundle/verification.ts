import type { Hash, NoteVerifierKey } from '#platform/ledger';
import type { AgreementCount } from './agreement-digests.js';
import type { BundleFiles } from './bundle-files.js';
import type { BundleScope } from './bundle-manifest.js';
import type { EvidenceFault } from './evidence-fault.js';
import type { PartnershipCoverage } from './partnership-trees.js';
import type { VerifiedCheckpoint } from './trusted-keys.js';

/** Asks for cosignatures of witnesses on the checkpoint. */
export interface QuorumRule {
  /** The keys of the witnesses. */
  readonly witnesses: readonly NoteVerifierKey[];
  /** @returns a sentence that says who is short; `undefined` when enough have signed */
  shortfall(signers: readonly NoteVerifierKey[]): string | undefined;
}

export interface VerifyOptions {
  /** Keys that are trusted, those of witnesses among them. Without them, those that the bundle brings are taken. */
  readonly keys?: readonly NoteVerifierKey[];
  /** Signed checkpoints that are known from elsewhere. */
  readonly known?: readonly KnownCheckpoint[];
  readonly quorum?: QuorumRule;
  /** What is checked must be shown to be complete up to this position of the log. */
  readonly completeUpTo?: number;
  readonly onProgress?: (events: number) => void;
}

export interface KnownCheckpoint {
  /** Where it comes from, for messages. */
  readonly place: string;
  readonly note: string;
}

/** What was found to hold. */
export interface VerificationReport {
  readonly scope: BundleScope;
  readonly origin: string;
  /** Events that the checkpoint commits to. */
  readonly size: number;
  /** In base64. */
  readonly root: string;
  readonly signedBy: readonly string[];
  /** Witnesses whose cosignatures hold, and when each signed. */
  readonly witnesses: readonly { readonly name: string; readonly time: string }[];
  /** True when the keys were not given but taken from the bundle itself. */
  readonly ownKeys: boolean;
  /** Events that were checked. */
  readonly events: number;
  /** Sizes of the earlier checkpoints from which the log was shown to go on. */
  readonly consistentWith: readonly number[];
  readonly partnerships: readonly PartnershipCoverage[];
  readonly agreements: AgreementCount;
}

export type Verification =
  | { readonly outcome: 'verified'; readonly report: VerificationReport }
  | { readonly outcome: 'fault'; readonly fault: EvidenceFault };

/** What the checks of either scope start from. */
export interface CheckpointedBundle {
  readonly folder: BundleFiles;
  readonly checkpoint: VerifiedCheckpoint;
  /** Earlier checkpoints, those of the bundle and those that are known from elsewhere. */
  readonly earlier: readonly EarlierCheckpoint[];
  readonly onProgress: (events: number) => void;
}

export interface EarlierCheckpoint {
  readonly place: string;
  readonly size: number;
  readonly root: Hash;
}

/** What the checks of either scope found. */
export type ScopeFindings = Pick<VerificationReport, 'events' | 'partnerships' | 'agreements'>;
