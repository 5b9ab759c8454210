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
  const partnershipId = fieldsOf(bytes)?.['partnershipId'];
  return typeof partnershipId === 'string' ? partnershipId : undefined;
}

function fieldsOf(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    // Not JSON: the event belongs to the log's tree alone.
    return undefined;
  }
}
