import { isSameHash, leafEntry, leafHash, toBase64 } from '#platform/ledger';
import { BUNDLE_FILES, TREE_FOLDER, tileFile } from './bundle-layout.js';
import { placeOfEvent } from './event-differences.js';
import { eventGroups } from './event-lines.verification.js';
import { faulty, type FaultFound } from './evidence-fault.js';
import type { LeafHashes } from './leaf-hashes.js';
import { TileBuilder } from './tile-builder.js';
import { TILE_WIDTH } from '#platform/ledger';
import type { CheckpointedBundle } from './verification.js';

interface Rewritten extends CheckpointedBundle {
  readonly leaves: LeafHashes;
}

/** The tiles do not lead to the signed root: finds out whether they, or the events, are not the ones that were signed. */
export async function findRewriting({ folder, checkpoint, earlier, leaves }: Rewritten): Promise<FaultFound> {
  const builder = new TileBuilder();
  let firstDiffering: { readonly index: number; readonly place: string } | undefined;
  let goesOnTo = 0;
  for await (const group of eventGroups(folder, BUNDLE_FILES.events)) {
    for (const { event, line } of group) {
      const leaf = leafHash(leafEntry(event));
      builder.append(leaf);
      const index = line - 1;
      const isSame = index < checkpoint.size && isSameHash(leaf, await leaves.at(index));
      if (!isSame) firstDiffering ??= { index, place: placeOfEvent(BUNDLE_FILES.events, line, event) };
      if (earlier.some(({ size, root }) => size === line && isSameHash(root, builder.root()))) goesOnTo = line;
    }
  }
  if (builder.size === checkpoint.size && isSameHash(builder.root(), checkpoint.root)) {
    const index = Math.floor((firstDiffering?.index ?? 0) / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, checkpoint.size - index * TILE_WIDTH);
    const message = 'Its hashes are not those of the events, which do lead to the signed root.';
    return faulty('TILE_ALTERED', tileFile(TREE_FOLDER.all, { level: 0, index, width }), message);
  }
  const place = firstDiffering?.place ?? BUNDLE_FILES.checkpoint;
  return faulty(
    'HISTORY_REWRITTEN',
    place,
    `The ${builder.size} events lead to the root ${toBase64(builder.root())}, but ${toBase64(checkpoint.root)} was signed` +
      `${goesOnTo > 0 ? `; up to event ${goesOnTo} they are those of an earlier checkpoint` : ''}.`,
  );
}
