import { isSameHash, leafEntry, leafHash, TILE_WIDTH } from '#platform/ledger';
import { AgreementDigests } from './agreement-digests.js';
import { BUNDLE_FILES, TREE_FOLDER } from './bundle-layout.js';
import { EntryTiles } from './entry-tiles.verification.js';
import { placeOfEvent } from './event-differences.js';
import { eventGroups, type EventAtLine } from './event-lines.verification.js';
import { faulty } from './evidence-fault.js';
import { hashAt } from './tile-builder.js';
import { LeafHashes } from './leaf-hashes.js';
import { misplacedEvent } from './misplaced-event.js';
import { PartnershipTrees } from './partnership-trees.js';
import { findRewriting } from './rewritten-log.js';
import { verifyTree } from './tree.verification.js';
import type { CheckpointedBundle, ScopeFindings } from './verification.js';

/**
 * Every event against its leaf, the leaves against the signed root, and what follows from all events together.
 * @throws FaultFound
 */
export async function verifyWholeLog(bundle: CheckpointedBundle): Promise<ScopeFindings> {
  const { folder, checkpoint } = bundle;
  const leaves = new LeafHashes(folder, TREE_FOLDER.all, checkpoint.size);
  await verifyTree(leaves, bundle, () => findRewriting({ ...bundle, leaves }));
  return verifyEvents(bundle, leaves);
}

async function verifyEvents(bundle: CheckpointedBundle, leaves: LeafHashes): Promise<ScopeFindings> {
  const { folder, checkpoint, onProgress } = bundle;
  const partnerships = new PartnershipTrees();
  const agreements = new AgreementDigests();
  const entries = new EntryTiles(folder, checkpoint.size);
  let count = 0;
  for await (const group of eventGroups(folder, BUNDLE_FILES.events)) {
    for (const at of group) {
      const index = count;
      assertWithin(at, checkpoint.size);
      // A promise for each tile, not for each event.
      if (index % TILE_WIDTH === 0) await Promise.all([leaves.tileOf(index), entries.load(index)]);
      const entry = leafEntry(at.event);
      const leaf = leafHash(entry);
      if (!isSameHash(leaf, hashAt(leaves.currentTile, index % TILE_WIDTH))) {
        throw await misplacedEvent({ folder, leaves, at, entry: entries.at(index) });
      }
      const place = () => placeOfEvent(BUNDLE_FILES.events, at.line, at.event);
      assertPosition(at, place);
      entries.assertSame(index, entry);
      partnerships.take(at.event, leaf, place);
      agreements.take(at.event, place);
      count += 1;
    }
    onProgress(count);
  }
  if (count < checkpoint.size) throw cutAfter(count, checkpoint.size);
  return { events: count, partnerships: partnerships.coverage(), agreements: agreements.count };
}

function assertWithin({ event, line }: EventAtLine, size: number): void {
  if (line <= size) return;
  const message = `The checkpoint commits to ${size} events: this one is beyond them.`;
  throw faulty('EVENT_ADDED', placeOfEvent(BUNDLE_FILES.events, line, event), message);
}

function assertPosition({ event, line }: EventAtLine, place: () => string): void {
  if (event.position === line) return;
  throw faulty('EVENT_ALTERED', place(), `It says position ${event.position}, but it is event ${line} of the log.`);
}

function cutAfter(count: number, size: number) {
  const message = `The file ends after ${count} events, and the checkpoint commits to ${size}: events ${count + 1} to ${size} are missing.`;
  return faulty('EVENT_MISSING', `${BUNDLE_FILES.events}, line ${count + 1}`, message);
}
