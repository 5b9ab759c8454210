import { hashFromBase64, isSameHash, verifyConsistency } from '#platform/ledger';
import type { BundleFiles } from './bundle-files.js';
import { consistencyFile } from './bundle-layout.js';
import { faulty } from './evidence-fault.js';
import { inFormat, type VerifiedCheckpoint } from './trusted-keys.js';
import type { EarlierCheckpoint } from './verification.js';
import { longer } from './tree.verification.js';

/** That the log at the checkpoint goes on from earlier ones, by the proofs in the bundle. @throws FaultFound */
export async function verifyByProofs(
  folder: BundleFiles,
  checkpoint: VerifiedCheckpoint,
  earlier: readonly EarlierCheckpoint[],
): Promise<void> {
  for (const known of earlier) {
    if (known.size > checkpoint.size) throw longer(known, checkpoint.size);
    if (known.size === checkpoint.size) assertSameRoot(known, checkpoint);
    else await verifyProof(folder, checkpoint, known);
  }
}

function assertSameRoot(known: EarlierCheckpoint, { root }: VerifiedCheckpoint): void {
  if (isSameHash(known.root, root)) return;
  throw faulty('LOG_FORKED', known.place, 'It commits to the same number of events with another root: the log forked.');
}

async function verifyProof(folder: BundleFiles, { size, root }: VerifiedCheckpoint, known: EarlierCheckpoint) {
  const file = consistencyFile(known.size);
  const text = await folder.text(file);
  if (text === undefined) {
    const message = `The bundle does not show how the log goes on from these ${known.size} events. Export it again with --known and this checkpoint.`;
    throw faulty('UNPROVED', known.place, message);
  }
  const lines = text.split('\n').slice(0, -1);
  const hashes = inFormat(file, () => lines.map((line, index) => hashFromBase64(line, `Hash ${index + 1}`)));
  const claim = { earlierSize: known.size, earlierRoot: known.root, size, root };
  const verdict = verifyConsistency(claim, hashes);
  if (verdict.outcome === 'proved') return;
  const message = `The log does not go on from these ${known.size} events: ${verdict.reason}. It was forked or rewritten, or ${file} was altered.`;
  throw faulty('LOG_FORKED', known.place, message);
}
