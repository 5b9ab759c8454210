import { isSameHash, leafEntry, leafHash, TILE_WIDTH, type Checkpoint } from '#platform/ledger';
import { eventsUpTo, EventLines } from './bundle-events.js';
import { tileFile, TREE_FOLDER } from './bundle-layout.js';
import type { BundlePart } from './bundle-part.js';
import { BundleExportError, type BundleSource } from './bundle-source.js';
import { entryTile } from './entry-tile.js';
import type { ExportedEvents } from './export-bundle.js';
import { TileBuilder, type Tile } from './tile-builder.js';

/**
 * Every event up to the checkpoint, and the tree over them as tiles. The log is read twice, so that no file waits in
 * memory for another.
 */
export async function* exportWholeLog(
  source: BundleSource,
  checkpoint: Checkpoint,
): AsyncGenerator<BundlePart, ExportedEvents> {
  const lines = new EventLines();
  const types = new Set<string>();
  for await (const event of eventsUpTo(source, checkpoint.size)) {
    types.add(event.type);
    yield* lines.add(event);
  }
  yield lines.rest();
  yield* tree(source, checkpoint);
  return { count: lines.count, types };
}

async function* tree(source: BundleSource, { size, root }: Checkpoint): AsyncGenerator<BundlePart> {
  const builder = new TileBuilder();
  let entries: Uint8Array[] = [];
  for await (const event of eventsUpTo(source, size)) {
    const entry = leafEntry(event);
    entries.push(entry);
    builder.append(leafHash(entry));
    if (entries.length === TILE_WIDTH) {
      yield entriesPart(builder.size, entries);
      entries = [];
    }
    yield* builder.takeFilled().map(tilePart);
  }
  if (entries.length > 0) yield entriesPart(size, entries);
  yield* builder.partial().map(tilePart);
  if (!isSameHash(builder.root(), root)) {
    throw new BundleExportError(
      `The first ${size} events of the log are not those that its checkpoint commits to: the log was altered.`,
    );
  }
}

/** @param end how many leaves there are up to the last of these entries */
function entriesPart(end: number, entries: readonly Uint8Array[]): BundlePart {
  const name = { level: 'entries', index: Math.floor((end - 1) / TILE_WIDTH), width: entries.length } as const;
  return { path: tileFile(TREE_FOLDER.all, name), bytes: entryTile(entries) };
}

function tilePart({ name, bytes }: Tile): BundlePart {
  return { path: tileFile(TREE_FOLDER.all, name), bytes };
}
