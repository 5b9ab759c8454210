import { isSameHash, leafEntry, leafHash, TILE_WIDTH, toBase64, type Hash } from '#platform/ledger';
import { AgreementDigests } from './agreement-digests.js';
import type { BundleFiles } from './bundle-files.js';
import { BUNDLE_FILES, tileFile, TREE_FOLDER } from './bundle-layout.js';
import { entriesOf } from './entry-tile.js';
import { placeOfEvent } from './event-differences.js';
import { eventGroups, type EventAtLine } from './event-lines.verification.js';
import { faulty } from './evidence-fault.js';
import { hashAt } from './tile-builder.js';
import { LeafHashes } from './leaf-hashes.js';
import { misplacedEvent } from './misplaced-event.js';
import { PartnershipTrees } from './partnership-trees.js';
import { findRewriting } from './rewritten-log.js';
import type { CheckpointedBundle, EarlierCheckpoint, ScopeFindings } from './verification.js';

/**
 * Every event against its leaf, the leaves against the signed root, and what follows from all events together.
 * @throws FaultFound
 */
export async function verifyWholeLog(bundle: CheckpointedBundle): Promise<ScopeFindings> {
  const { folder, checkpoint, earlier } = bundle;
  const leaves = new LeafHashes(folder, TREE_FOLDER.all, checkpoint.size);
  const roots = new Map<number, Hash>(earlier.map(({ size }) => [size, new Uint8Array()]));
  const { root, differing } = await leaves.grow((size, rootNow) => {
    if (roots.has(size)) roots.set(size, rootNow());
  });
  if (!isSameHash(root, checkpoint.root)) throw await findRewriting({ ...bundle, leaves });
  if (differing !== undefined) throw faulty('TILE_ALTERED', differing, 'It does not follow from the leaves.');
  assertGoesOn(earlier, roots, checkpoint.size);
  return verifyEvents(bundle, leaves);
}

function assertGoesOn(earlier: readonly EarlierCheckpoint[], roots: ReadonlyMap<number, Hash>, size: number): void {
  for (const known of earlier) {
    const root = roots.get(known.size);
    if (known.size > size || root === undefined) throw longer(known, size);
    if (isSameHash(root, known.root)) continue;
    const message = `It commits to other events among the first ${known.size}: its root is ${toBase64(known.root)}, and here it is ${toBase64(root)}. The log was forked or rewritten.`;
    throw faulty('LOG_FORKED', known.place, message);
  }
}

export function longer({ place, size }: EarlierCheckpoint, here: number) {
  const message = `It commits to ${size} events, and this bundle's checkpoint to ${here} only: the bundle is older, or the log was cut back.`;
  return faulty('LOG_OLDER', place, message);
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

/** The leaf entries of a bundle, a tile at a time. */
class EntryTiles {
  #entries: readonly Uint8Array[] = [];
  #place = '';

  constructor(
    private readonly folder: BundleFiles,
    private readonly size: number,
  ) {}

  async load(index: number): Promise<void> {
    const tile = Math.floor(index / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, this.size - tile * TILE_WIDTH);
    this.#place = tileFile(TREE_FOLDER.all, { level: 'entries', index: tile, width });
    const bytes = await this.folder.read(this.#place);
    const entries = bytes && entriesOf(bytes);
    if (entries?.length !== width) {
      throw faulty('ENTRY_ALTERED', this.#place, `It does not hold ${width} entries.`);
    }
    this.#entries = entries;
  }

  at(index: number): Uint8Array | undefined {
    return this.#entries[index % TILE_WIDTH];
  }

  /** @param entry the one that the tree commits to */
  assertSame(index: number, entry: Uint8Array): void {
    const own = this.at(index);
    if (own && Buffer.compare(own, entry) === 0) return;
    const message = `Entry ${index + 1} of the log is not the one that its leaf commits to.`;
    throw faulty('ENTRY_ALTERED', `${this.#place}, entry ${(index % TILE_WIDTH) + 1}`, message);
  }
}
