/** Longest entry that two bytes can say the length of. */
const MOST_BYTES = 0xffff;

/** Entries one after the other, each after its length in two bytes (C2SP tlog-tiles, "Log entries"). */
export function entryTile(entries: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.byteLength > MOST_BYTES) throw new RangeError(`A leaf entry has ${entry.byteLength} bytes.`);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.byteLength);
      return [length, entry];
    }),
  );
}

/** @returns undefined when the bytes end within an entry */
export function entriesOf(tile: Uint8Array): readonly Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  const bytes = Buffer.from(tile.buffer, tile.byteOffset, tile.byteLength);
  for (let start = 0; start < bytes.length;) {
    if (start + 2 > bytes.length) return undefined;
    const end = start + 2 + bytes.readUInt16BE(start);
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(start + 2, end));
    start = end;
  }
  return entries;
}
