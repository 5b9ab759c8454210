const NAME = Buffer.from('"partnershipId"');

/**
 * To which partnership's history an event belongs, by its metadata alone: the text of `partnershipId`. Whoever checks a
 * partnership's history for completeness must decide it in the same way, so that it is decided here only.
 * @param metadata the exact bytes that were recorded
 * @returns undefined for what names none, also where the metadata is not JSON
 */
export function partnershipOfEvent({ metadata }: { readonly metadata: Uint8Array }): string | undefined {
  const bytes = Buffer.from(metadata.buffer, metadata.byteOffset, metadata.byteLength);
  if (!bytes.includes(NAME)) return undefined;
  const value = jsonOf(bytes);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'partnershipId')) return undefined;
  const { partnershipId } = value as { readonly partnershipId: unknown };
  return typeof partnershipId === 'string' ? partnershipId : undefined;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Not JSON: the event belongs to the log's tree alone.
    return undefined;
  }
}
