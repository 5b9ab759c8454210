import { isSameHash, leafEntry, leafHash, partnershipOfEvent, TILE_WIDTH, toBase64, type Hash } from '#platform/ledger';
import { AgreementDigests } from './agreement-digests.js';
import type { BundleFiles } from './bundle-files.js';
import { BUNDLE_FILES, tileFile, TREE_FOLDER } from './bundle-layout.js';
import { placeOfEvent } from './event-differences.js';
import { eventGroups, type EventAtLine } from './event-lines.verification.js';
import { faulty } from './evidence-fault.js';
import { InclusionProofs } from './inclusion.verification.js';
import { LeafHashes } from './leaf-hashes.js';
import { misplacedEvent } from './misplaced-event.js';
import { assertFollows, partnershipCheckpointOf, type PartnershipCheckpoint } from './partnership-checkpoint.js';
import { hashAt, TileBuilder } from './tile-builder.js';
import type { CheckpointedBundle, ScopeFindings } from './verification.js';

interface PartnershipBundle extends CheckpointedBundle {
  readonly partnershipId: string;
  /** The history must be complete up to this position. */
  readonly completeUpTo: number;
}

/**
 * That the log holds each event and each checkpoint of the partnership, that the events are all that its last
 * checkpoint commits to, and that each earlier checkpoint fits them too.
 * @throws FaultFound
 */
export async function verifyPartnership(bundle: PartnershipBundle): Promise<ScopeFindings> {
  const proofs = new InclusionProofs(bundle.folder, bundle.checkpoint);
  const checkpoints = await readCheckpoints(bundle, proofs);
  const last = lastOf(checkpoints, bundle);
  const leaves = new LeafHashes(bundle.folder, TREE_FOLDER.partnership, last.size);
  await verifyTree(bundle.folder, leaves, checkpoints, last);
  const agreements = new AgreementDigests();
  const ownStream = new OwnStream(bundle.partnershipId);
  let count = 0;
  let position = 0;
  for await (const group of eventGroups(bundle.folder, BUNDLE_FILES.events)) {
    for (const at of group) {
      await verifyEvent(bundle, { at, leaves, proofs, last });
      assertAfter(at, position);
      ownStream.take(at);
      agreements.take(at.event, () => placeOf(at));
      position = at.event.position;
      count += 1;
    }
    bundle.onProgress(count);
  }
  if (count < last.size) throw cutAfter(count, last.size);
  await proofs.assertAllUsed();
  const { partnershipId, size, upToPosition } = last;
  return {
    events: count,
    partnerships: [{ partnershipId, size, upToPosition, uncovered: 0 }],
    agreements: agreements.count,
  };
}

/** A checkpoint of the partnership, and the line that holds it. */
interface RecordedCheckpoint extends PartnershipCheckpoint {
  readonly place: string;
}

async function readCheckpoints({ folder, partnershipId }: PartnershipBundle, proofs: InclusionProofs) {
  const file = BUNDLE_FILES.partnershipCheckpoints;
  const checkpoints: RecordedCheckpoint[] = [];
  for await (const group of eventGroups(folder, file)) {
    for (const { event, line } of group) {
      const place = placeOfEvent(file, line, event);
      await proofs.verify(event, place);
      const checkpoint = partnershipCheckpointOf(event, () => place);
      if (checkpoint?.partnershipId !== partnershipId) {
        throw faulty('EVENT_ADDED', place, `It is no checkpoint of ${partnershipId}.`);
      }
      const before = checkpoints.at(-1);
      if (before) assertFollows(checkpoint, before, () => place);
      checkpoints.push({ ...checkpoint, place });
    }
  }
  return checkpoints;
}

function lastOf(checkpoints: readonly RecordedCheckpoint[], { completeUpTo }: PartnershipBundle): RecordedCheckpoint {
  const last = checkpoints.at(-1);
  const file = BUNDLE_FILES.partnershipCheckpoints;
  if (!last) throw faulty('UNPROVED', file, 'Without a checkpoint of the partnership nothing shows what was left out.');
  if (last.upToPosition >= completeUpTo) return last;
  const message = `The last checkpoint of the partnership covers the log up to position ${last.upToPosition}, not ${completeUpTo}: what came after may have been left out.`;
  throw faulty('PARTNERSHIP_UNCOVERED', file, message);
}

/** The tiles must lead to the root of every checkpoint, at its size. */
async function verifyTree(
  folder: BundleFiles,
  leaves: LeafHashes,
  checkpoints: readonly RecordedCheckpoint[],
  last: RecordedCheckpoint,
): Promise<void> {
  const roots = new Map<number, Hash>(checkpoints.map(({ size }) => [size, new Uint8Array()]));
  const { root, differing } = await leaves.grow((size, rootNow) => {
    if (roots.has(size)) roots.set(size, rootNow());
  });
  if (!isSameHash(root, last.root)) throw await otherTree(folder, leaves, last);
  if (differing !== undefined) throw faulty('TILE_ALTERED', differing, 'It does not follow from the leaves.');
  for (const checkpoint of checkpoints) {
    const found = roots.get(checkpoint.size);
    if (found && isSameHash(found, checkpoint.root)) continue;
    const message = `The first ${checkpoint.size} events of the partnership do not lead to the root ${toBase64(checkpoint.root)} that it commits to.`;
    throw faulty('PARTNERSHIP_DIFFERS', checkpoint.place, message);
  }
}

/** The tiles do not lead to the root that the log holds: looks whether the events do. */
async function otherTree(folder: BundleFiles, leaves: LeafHashes, last: RecordedCheckpoint) {
  const builder = new TileBuilder();
  let firstDiffering = 0;
  for await (const group of eventGroups(folder, BUNDLE_FILES.events)) {
    for (const { event, line } of group) {
      const leaf = leafHash(leafEntry(event));
      builder.append(leaf);
      const isSame = line <= last.size && isSameHash(leaf, await leaves.at(line - 1));
      if (!isSame && firstDiffering === 0) firstDiffering = line;
    }
  }
  if (builder.size === last.size && isSameHash(builder.root(), last.root)) {
    const index = Math.floor((firstDiffering - 1) / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, last.size - index * TILE_WIDTH);
    const place = tileFile(TREE_FOLDER.partnership, { level: 0, index, width });
    return faulty('TILE_ALTERED', place, 'Its hashes are not those of the events, which do lead to the recorded root.');
  }
  const message = `It commits to ${last.size} events with the root ${toBase64(last.root)}; the ${builder.size} here lead to ${toBase64(builder.root())}.`;
  return faulty('PARTNERSHIP_DIFFERS', last.place, message);
}

interface EventToVerify {
  readonly at: EventAtLine;
  readonly leaves: LeafHashes;
  readonly proofs: InclusionProofs;
  readonly last: PartnershipCheckpoint;
}

async function verifyEvent(
  { folder, partnershipId }: PartnershipBundle,
  { at, leaves, proofs, last }: EventToVerify,
): Promise<void> {
  const { event, line } = at;
  if (line > last.size) {
    throw faulty('EVENT_ADDED', placeOf(at), `The partnership's last checkpoint commits to ${last.size} events only.`);
  }
  await proofs.verify(event, placeOf(at));
  if (partnershipOfEvent(event) !== partnershipId) {
    throw faulty('EVENT_ADDED', placeOf(at), `It is no event of ${partnershipId}.`);
  }
  const tile = await leaves.tileOf(line - 1);
  const leaf = leafHash(leafEntry(event));
  if (!isSameHash(leaf, hashAt(tile, (line - 1) % TILE_WIDTH))) {
    throw await misplacedEvent({ folder, leaves, at, entry: undefined });
  }
}

function assertAfter(at: EventAtLine, position: number): void {
  if (at.event.position > position) return;
  throw faulty('EVENT_MOVED', placeOf(at), `It comes after position ${position}.`);
}

/** The events of the partnership's own stream follow one another: a gap is one that its history leaves out. */
class OwnStream {
  #next = 0;

  constructor(private readonly partnershipId: string) {}

  /** @throws FaultFound */
  take(at: EventAtLine): void {
    const { stream, revision } = at.event;
    if (stream !== this.partnershipId) return;
    if (revision !== this.#next) {
      const message = `It is revision ${revision} of the partnership's own stream, and ${this.#next} is missing: its history was put on record without it.`;
      throw faulty('EVENT_MISSING', placeOf(at), message);
    }
    this.#next += 1;
  }
}

function cutAfter(count: number, size: number) {
  const message = `The file ends after ${count} events, and the partnership's last checkpoint commits to ${size}: the last ${size - count} are missing.`;
  return faulty('EVENT_MISSING', `${BUNDLE_FILES.events}, line ${count + 1}`, message);
}

function placeOf({ event, line }: EventAtLine): string {
  return placeOfEvent(BUNDLE_FILES.events, line, event);
}
