import { isSameHash, leafHash, TILE_WIDTH, toBase64 } from '#platform/ledger';
import type { BundleFiles } from './bundle-files.js';
import { TREE_FOLDER } from './bundle-layout.js';
import { assertReaches, checkpointFindings, verifyCheckpoints } from './checkpoint.verification.js';
import { EntryTiles } from './entry-tiles.verification.js';
import { FaultFound, faulty } from './evidence-fault.js';
import { LeafHashes } from './leaf-hashes.js';
import { hashAt } from './tile-builder.js';
import { verifyTree } from './tree.verification.js';
import type { Verification, VerificationReport, VerifyOptions } from './verification.js';

/**
 * Checks a log that is served as C2SP tlog-tiles lays it out, up to the first fault: its checkpoint, its tree, its leaf
 * entries, and that it goes on from the checkpoints that are known. Events themselves are in bundles only.
 */
export async function verifyLog(files: BundleFiles, options: VerifyOptions = {}): Promise<Verification> {
  try {
    return { outcome: 'verified', report: await verify(files, options) };
  } catch (error) {
    if (error instanceof FaultFound) return { outcome: 'fault', fault: error.fault };
    throw error;
  }
}

async function verify(files: BundleFiles, options: VerifyOptions): Promise<VerificationReport> {
  const checked = await verifyCheckpoints(files, options);
  assertReaches(checked.checkpoint, options.completeUpTo);
  const { size, root } = checked.checkpoint;
  const leaves = new LeafHashes(files, TREE_FOLDER.all, size);
  await verifyTree(leaves, checked, async () => {
    const message = `Its leaves do not lead to the root ${toBase64(root)} that was signed.`;
    return faulty('HISTORY_REWRITTEN', TREE_FOLDER.all, message);
  });
  const entries = new EntryTiles(files, size);
  for (let index = 0; index < size; index += 1) {
    if (index % TILE_WIDTH === 0) {
      await Promise.all([leaves.tileOf(index), entries.load(index)]);
      options.onProgress?.(index);
    }
    const entry = entries.at(index);
    const isSame = entry && isSameHash(leafHash(entry), hashAt(leaves.currentTile, index % TILE_WIDTH));
    if (!isSame) throw entries.altered(index);
  }
  return {
    scope: { kind: 'all' },
    ...checkpointFindings(checked, options),
    events: size,
    partnerships: [],
    agreements: { recomputed: 0, sealed: 0 },
  };
}
