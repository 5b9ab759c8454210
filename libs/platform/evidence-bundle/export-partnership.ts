import type { RecordedEvent } from '#platform/event-store';
import { isSameHash, leafEntry, leafHash, tlogProofText, type Checkpoint } from '#platform/ledger';
import { EventLines } from './bundle-events.js';
import { BUNDLE_FILES, proofFile, tileFile, TREE_FOLDER } from './bundle-layout.js';
import { textPart, type BundlePart } from './bundle-part.js';
import { BundleExportError, type BundlePartnership, type BundleSource } from './bundle-source.js';
import { FaultFound } from './evidence-fault.js';
import type { ExportedEvents } from './export-bundle.js';
import { partnershipCheckpointOf, type PartnershipCheckpoint } from './partnership-checkpoint.js';
import { TileBuilder } from './tile-builder.js';

export interface PartnershipExport {
  readonly partnership: BundlePartnership;
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
  exported: PartnershipExport,
): AsyncGenerator<BundlePart, ExportedEvents> {
  const { partnership, checkpoint } = exported;
  const { checkpoints, last } = await checkpointsOf(partnership, checkpoint);
  const recorded = new EventLines(BUNDLE_FILES.partnershipCheckpoints);
  for (const event of checkpoints) yield* recorded.add(event);
  yield recorded.rest();
  const lines = new EventLines();
  const builder = new TileBuilder();
  const types = new Set(checkpoints.map(({ type }) => type));
  for await (const event of partnership.events(last.size)) {
    builder.append(leafHash(leafEntry(event)));
    types.add(event.type);
    yield* lines.add(event);
  }
  yield lines.rest();
  yield* treeParts(builder, last);
  for (const event of checkpoints) yield proofPart(source, exported, event);
  for await (const event of partnership.events(last.size)) yield proofPart(source, exported, event);
  return { count: lines.count, types };
}

async function checkpointsOf(partnership: BundlePartnership, { size }: Checkpoint) {
  const checkpoints: RecordedEvent[] = [];
  let last: PartnershipCheckpoint | undefined;
  for await (const event of partnership.checkpoints()) {
    if (event.position > size) break;
    checkpoints.push(event);
    last = recordedCheckpoint(event) ?? last;
  }
  if (last) return { checkpoints, last };
  throw new BundleExportError('The log holds no checkpoint of this partnership.');
}

function recordedCheckpoint(event: RecordedEvent): PartnershipCheckpoint | undefined {
  try {
    return partnershipCheckpointOf(event, () => `The event at position ${event.position}`);
  } catch (error) {
    if (error instanceof FaultFound) throw new BundleExportError(error.message);
    throw error;
  }
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

/** It holds the leaf entry, so that whoever reads proofs of this format can check it by itself. */
function proofPart(
  { ledger }: BundleSource,
  { checkpoint, note }: PartnershipExport,
  event: RecordedEvent,
): BundlePart {
  const index = event.position - 1;
  const hashes = ledger.inclusion(index, checkpoint.size);
  const proof = tlogProofText({ index, hashes, checkpoint: note, extra: leafEntry(event) });
  return textPart(proofFile(event.position), proof);
}
