/** A text is not in the format that it should have: a checkpoint, a signed note, a key or a proof. */
export class EvidenceFormatError extends Error {
  override readonly name = 'EvidenceFormatError';
}
