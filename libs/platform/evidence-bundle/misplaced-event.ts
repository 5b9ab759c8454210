import { isSameHash, leafEntry, leafHash, type Hash } from '#platform/ledger';
import type { BundleFiles } from './bundle-files.js';
import { BUNDLE_FILES } from './bundle-layout.js';
import { differencesFrom, placeOfEvent } from './event-differences.js';
import { eventGroups, type EventAtLine } from './event-lines.verification.js';
import { faulty, FaultFound } from './evidence-fault.js';
import type { LeafHashes } from './leaf-hashes.js';

interface Misplaced {
  readonly folder: BundleFiles;
  /** Of the tree, and compared with its signed root. */
  readonly leaves: LeafHashes;
  readonly at: EventAtLine;
  /** What the event that belongs there is known by, where the bundle has it. */
  readonly entry: Uint8Array | undefined;
}

/**
 * An event is not the one that the tree has at its place: finds out whether it was altered, moved or added, or whether
 * others were left out before it. Reads the file again, as this happens once.
 */
export async function misplacedEvent({ folder, leaves, at, entry }: Misplaced): Promise<FaultFound> {
  const { event, line } = at;
  const place = placeOfEvent(BUNDLE_FILES.events, line, event);
  const index = line - 1;
  const own = await leaves.find(leafHash(leafEntry(event)));
  const expectedAt = await lineWith(folder, await leaves.at(index));
  if (own === -1) {
    if (expectedAt !== undefined) {
      return faulty(
        'EVENT_ADDED',
        place,
        `The log holds no such event; the one that belongs here is on line ${expectedAt}.`,
      );
    }
    return faulty('EVENT_ALTERED', place, `It is not the event that was recorded here. ${alteredText(entry, at)}.`);
  }
  if (own < index)
    return faulty('EVENT_ADDED', place, `It is event ${own + 1}, which stands on line ${own + 1} already.`);
  if (expectedAt === undefined) {
    const missing = own - index === 1 ? `Event ${index + 1} is` : `Events ${index + 1} to ${own} are`;
    return faulty('EVENT_MISSING', place, `${missing} missing before event ${own + 1}.`);
  }
  return faulty('EVENT_MOVED', place, `It is event ${own + 1}; event ${index + 1} is on line ${expectedAt}.`);
}

function alteredText(entry: Uint8Array | undefined, { event }: EventAtLine): string {
  if (!entry) return 'Its leaf is another';
  return `Another than in the ledger: ${differencesFrom(entry, event).join(', ')}`;
}

/** @returns the line of the event with this leaf; a line that cannot be read is passed over */
async function lineWith(folder: BundleFiles, leaf: Hash): Promise<number | undefined> {
  try {
    for await (const group of eventGroups(folder, BUNDLE_FILES.events)) {
      for (const { event, line } of group) {
        if (isSameHash(leafHash(leafEntry(event)), leaf)) return line;
      }
    }
  } catch (error) {
    // The file is faulty further on, too: what was found first is told.
    if (!(error instanceof FaultFound)) throw error;
  }
  return undefined;
}
