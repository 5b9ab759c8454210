import type { RecordedEvent } from '#platform/event-store';
import { leafHash, parseTlogProof, verifyInclusion } from '#platform/ledger';
import type { BundleFiles } from './bundle-files.js';
import { proofFile } from './bundle-layout.js';
import { differencesFrom } from './event-differences.js';
import { faulty } from './evidence-fault.js';
import { inFormat, type VerifiedCheckpoint } from './trusted-keys.js';

/** Checks single events against the proofs that a bundle has of them. */
export class InclusionProofs {
  readonly #used = new Set<string>();

  constructor(
    private readonly folder: BundleFiles,
    private readonly checkpoint: VerifiedCheckpoint,
  ) {}

  /**
   * First that the log holds the entry in the proof, then that the entry is the event's.
   * @throws FaultFound
   */
  async verify(event: RecordedEvent, place: string): Promise<void> {
    const file = proofFile(event.position);
    const entry = await this.#provedEntry(file, event.position - 1);
    const differing = differencesFrom(entry, event);
    if (differing.length === 0) return;
    const message = `It is not the event that was recorded at position ${event.position}. Another than in the ledger: ${differing.join(', ')}.`;
    throw faulty('EVENT_ALTERED', place, message);
  }

  /** @throws FaultFound when there is a proof of what is not in the bundle */
  async assertAllUsed(): Promise<void> {
    const spare = (await this.folder.paths()).find((path) => path.startsWith('proofs/') && !this.#used.has(path));
    if (spare !== undefined)
      throw faulty('EVENT_MISSING', spare, 'The bundle does not have the event that this proves.');
  }

  async #provedEntry(file: string, expected: number): Promise<Uint8Array> {
    this.#used.add(file);
    const text = await this.folder.text(file);
    if (text === undefined) throw faulty('FILE_MISSING', file, 'There is no proof of this event.');
    const { index, hashes, checkpoint, extra } = inFormat(file, () => parseTlogProof(text));
    if (checkpoint !== this.checkpoint.note) {
      throw faulty('PROOF_REFUTED', file, 'It is for another checkpoint than the one of the bundle.');
    }
    if (index !== expected) throw faulty('PROOF_REFUTED', file, `It is about leaf ${index}, not ${expected}.`);
    if (!extra) throw faulty('FILE_MALFORMED', file, 'It does not hold the leaf entry.');
    const { size, root } = this.checkpoint;
    const verdict = verifyInclusion({ index, size, leaf: leafHash(extra), root }, hashes);
    if (verdict.outcome === 'refuted') throw faulty('PROOF_REFUTED', file, `It does not hold: ${verdict.reason}.`);
    return extra;
  }
}
