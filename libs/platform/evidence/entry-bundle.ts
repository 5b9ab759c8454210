import { leafEntry, TILE_WIDTH, type LedgerTree } from '#platform/ledger';

/** An entry bundle writes the length of each entry in 16 bits (C2SP tlog-tiles). */
const LENGTH_BYTES = 2;

/**
 * The leaf entries of a tile's leaves, each behind its length. They hold metadata of events and digests of content.
 * @returns undefined when the tree has not so many leaves
 */
export async function entryBundle(tree: LedgerTree, index: number, width: number): Promise<Buffer | undefined> {
  const from = index * TILE_WIDTH;
  if (width < 1 || from + width > tree.size) return undefined;
  const parts: Buffer[] = [];
  for await (const event of tree.events(from, from + width)) {
    const entry = leafEntry(event);
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt16BE(entry.length);
    parts.push(length, Buffer.from(entry));
  }
  return Buffer.concat(parts);
}
