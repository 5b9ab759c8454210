const NAME = Buffer.from('"partnershipId"');

/** As the service itself writes metadata, the partnership comes last: what ends so need not be read as a whole. */
const AT_THE_END = /[{,]"partnershipId":"([^"\\]*)"\}$/;
/** Anything else names no partnership: above all not the log's own tree. */
const ID = /^partnership-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TAIL_BYTES = 128;

/**
 * To which partnership's history an event belongs, by its metadata alone: the text of `partnershipId`. Whoever checks a
 * partnership's history for completeness must decide it in the same way, so that it is decided here only.
 * @param metadata the exact bytes that were recorded
 * @returns undefined for what names none, by the id of one
 */
export function partnershipOfEvent({ metadata }: { readonly metadata: Uint8Array }): string | undefined {
  const bytes = Buffer.from(metadata.buffer, metadata.byteOffset, metadata.byteLength);
  // Of two fields of one name the last counts, in JSON.parse as here. A text cannot hold what is sought: the quotation
  // marks in it would stand behind backslashes.
  const tail = AT_THE_END.exec(bytes.toString('latin1', Math.max(0, bytes.length - TAIL_BYTES)));
  if (tail?.[1] !== undefined && isAscii(tail[1]) && bytes[0] === OBJECT) return idIn(tail[1]);
  if (!bytes.includes(NAME)) return undefined;
  const value = jsonOf(bytes);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'partnershipId')) return undefined;
  const { partnershipId } = value as { readonly partnershipId: unknown };
  return idIn(partnershipId);
}

function idIn(value: unknown): string | undefined {
  return typeof value === 'string' && ID.test(value) ? value : undefined;
}

const OBJECT = '{'.charCodeAt(0);

/** Anything else is read as what it is, UTF-8. */
function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Not JSON: the event belongs to the log's tree alone.
    return undefined;
  }
}
