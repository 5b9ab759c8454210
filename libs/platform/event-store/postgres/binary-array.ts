/** `pg_type.oid` of bytea. */
const BYTEA = 17;
const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

/**
 * An array of bytea in PostgreSQL's binary format (`array_recv` in src/backend/utils/adt/arrayfuncs.c): as text, each
 * byte would take four characters to send and to read.
 */
export function binaryArray(elements: readonly Uint8Array[]): Buffer {
  const bytes = elements.reduce((sum, element) => sum + LENGTH_BYTES + element.byteLength, HEADER_BYTES);
  const buffer = Buffer.allocUnsafe(bytes);
  buffer.writeInt32BE(1, 0); // dimensions
  buffer.writeInt32BE(0, 4); // no element is null
  buffer.writeInt32BE(BYTEA, 8);
  buffer.writeInt32BE(elements.length, 12);
  buffer.writeInt32BE(1, 16); // the first index
  let offset = HEADER_BYTES;
  for (const element of elements) {
    buffer.writeInt32BE(element.byteLength, offset);
    buffer.set(element, offset + LENGTH_BYTES);
    offset += LENGTH_BYTES + element.byteLength;
  }
  return buffer;
}
