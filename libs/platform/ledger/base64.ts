import { EvidenceFormatError } from './evidence-format.error.js';
import { HASH_BYTES, type Hash } from './merkle-hash.js';

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/**
 * Takes nothing but the one text of some bytes: Node reads over what it does not know, so that two texts could pass
 * for the same.
 * @throws EvidenceFormatError
 */
export function fromBase64(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (text === '' || bytes.toString('base64') !== text) throw new EvidenceFormatError(`${what} is not base64.`);
  return bytes;
}

/** @throws EvidenceFormatError */
export function hashFromBase64(text: string, what: string): Hash {
  const bytes = fromBase64(text, what);
  if (bytes.length === HASH_BYTES) return bytes;
  throw new EvidenceFormatError(`${what} has ${bytes.length} bytes, and a hash has ${HASH_BYTES}.`);
}

/**
 * A whole number in decimal digits, without a sign and without leading zeros.
 * @throws EvidenceFormatError
 */
export function wholeNumber(text: string, what: string): number {
  const value = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new EvidenceFormatError(`${what} is not a whole number.`);
}
