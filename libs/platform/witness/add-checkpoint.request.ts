import { EvidenceFormatError, hashFromBase64, toBase64, wholeNumber, type Hash } from '#platform/ledger';

/**
 * The body of `add-checkpoint` (https://c2sp.org/tlog-witness): `old <size>`, a line for each hash of the consistency
 * proof, an empty line, and the signed checkpoint.
 */
export interface AddCheckpointRequest {
  /** The size of the checkpoint that the witness cosigned last, as the log believes. */
  readonly oldSize: number;
  /** From the old size to that of the checkpoint (RFC 6962, section 2.1.2). */
  readonly proof: readonly Hash[];
  /** The signed note, as text. */
  readonly checkpoint: string;
}

/** No tree of less than 2^63 leaves needs more. */
const MOST_HASHES = 63;

/** What a request may be long, in bytes: the proof, and a checkpoint with many signatures. */
export const LONGEST_REQUEST = 32 * 1024;

const OLD = 'old ';

export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpointRequest): string {
  return [`${OLD}${oldSize}`, ...proof.map(toBase64), '', checkpoint].join('\n');
}

/**
 * What is in the checkpoint is not looked at yet.
 * @throws EvidenceFormatError
 */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpointRequest {
  if (body.length > LONGEST_REQUEST) {
    throw new EvidenceFormatError(`The request is longer than ${LONGEST_REQUEST} bytes.`);
  }
  const text = decoded(body);
  const end = text.indexOf('\n\n');
  if (end === -1) {
    throw new EvidenceFormatError('The request has no empty line between the proof and the checkpoint.');
  }
  const [first = '', ...hashes] = text.slice(0, end).split('\n');
  if (!first.startsWith(OLD)) throw new EvidenceFormatError('The request does not begin with "old" and a size.');
  if (hashes.length > MOST_HASHES) throw new EvidenceFormatError(`A proof has at most ${MOST_HASHES} hashes.`);
  return {
    oldSize: wholeNumber(first.slice(OLD.length), 'The old size'),
    proof: hashes.map((line, place) => hashFromBase64(line, `Hash ${place + 1} of the proof`)),
    checkpoint: text.slice(end + 2),
  };
}

function decoded(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new EvidenceFormatError('The request is not UTF-8.');
  }
}
