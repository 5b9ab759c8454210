import type { RecordedEvent } from '#platform/event-store';
import { isSameHash, leafEntry, leafHash, tlogProofText, type Checkpoint } from '#platform/ledger';
import { eventsUpTo, EventLines } from './bundle-events.js';
import { BUNDLE_FILES, proofFile, tileFile, TREE_FOLDER } from './bundle-layout.js';
import { textPart, type BundlePart } from './bundle-part.js';
import { BundleExportError, type BundleSource } from './bundle-source.js';
import type { ExportedEvents } from './export-bundle.js';
import { partnershipCheckpointOf, partnershipOf, type PartnershipCheckpoint } from './partnership-checkpoint.js';
import { TileBuilder } from './tile-builder.js';

interface PartnershipExport {
  readonly partnershipId: string;
  readonly checkpoint: Checkpoint;
  /** The checkpoint as it was signed. */
  readonly note: string;
}

/**
 * The events of a partnership up to its last checkpoint in the log, its tree, the events that record its checkpoints,
 * and a proof for each event that the log holds it.
 */
export async function* exportPartnership(
  source: BundleSource,
  { partnershipId, checkpoint, note }: PartnershipExport,
): AsyncGenerator<BundlePart, ExportedEvents> {
  const { checkpoints, last } = await checkpointsOf(source, partnershipId, checkpoint.size);
  const recorded = new EventLines(BUNDLE_FILES.partnershipCheckpoints);
  for (const event of checkpoints) yield* recorded.add(event);
  yield recorded.rest();
  const lines = new EventLines();
  const builder = new TileBuilder();
  const types = new Set(checkpoints.map(({ type }) => type));
  const positions: number[] = checkpoints.map(({ position }) => position);
  for await (const event of eventsUpTo(source, last.upToPosition)) {
    if (partnershipOf(event) !== partnershipId) continue;
    builder.append(leafHash(leafEntry(event)));
    types.add(event.type);
    positions.push(event.position);
    yield* lines.add(event);
  }
  yield lines.rest();
  yield* treeParts(builder, last);
  yield* proofs(source, { partnershipId, checkpoint, note }, new Set(positions));
  return { count: lines.count, types };
}

async function checkpointsOf(source: BundleSource, partnershipId: string, size: number) {
  const checkpoints: RecordedEvent[] = [];
  let last: PartnershipCheckpoint | undefined;
  for await (const event of eventsUpTo(source, size)) {
    const checkpoint = partnershipCheckpointOf(event);
    if (checkpoint?.partnershipId !== partnershipId) continue;
    checkpoints.push(event);
    last = checkpoint;
  }
  if (last) return { checkpoints, last };
  throw new BundleExportError(`The log holds no checkpoint of ${partnershipId}: there is no such partnership.`);
}

function* treeParts(builder: TileBuilder, last: PartnershipCheckpoint): Generator<BundlePart> {
  if (builder.size !== last.size || !isSameHash(builder.root(), last.root)) {
    throw new BundleExportError(
      `The history of ${last.partnershipId} is not the one that its checkpoint commits to: the log was altered.`,
    );
  }
  for (const { name, bytes } of [...builder.takeFilled(), ...builder.partial()]) {
    yield { path: tileFile(TREE_FOLDER.partnership, name), bytes };
  }
}

/** A proof holds the leaf entry, so that whoever reads proofs of this format can check it by itself. */
async function* proofs(
  source: BundleSource,
  { checkpoint, note }: PartnershipExport,
  positions: ReadonlySet<number>,
): AsyncGenerator<BundlePart> {
  for await (const event of eventsUpTo(source, checkpoint.size)) {
    if (!positions.has(event.position)) continue;
    const index = event.position - 1;
    const hashes = await source.ledger.inclusion(index, checkpoint.size);
    const proof = tlogProofText({ index, hashes, checkpoint: note, extra: leafEntry(event) });
    yield textPart(proofFile(event.position), proof);
  }
}
