import {
  EvidenceFormatError,
  isSameHash,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  verifyInclusion,
  verifyNote,
  type Checkpoint,
  type Hash,
  type LedgerTree,
  type NoteVerifierKey,
  type TlogProof,
} from '#platform/ledger';

export interface ProofCheck {
  readonly outcome: 'PROVED' | 'REFUTED' | 'FOREIGN' | 'MALFORMED';
  readonly reason: string | null;
}

/** What a proof is checked against. */
export interface ProofTruth {
  readonly keys: readonly NoteVerifierKey[];
  /** The tree whose checkpoint a proof gives, by the checkpoint's origin; undefined for other logs. */
  readonly treeOf: (origin: string) => LedgerTree | undefined;
  /** The hash of the event as the log holds it. */
  readonly leaf: Hash;
  /** The event's place in the log. */
  readonly position: number;
}

const MOST_CHARACTERS = 20_000;

/** Checks a proof that an event is in the log: its form, who signed it, and whether the log says the same. */
export function checkProof(text: string, truth: ProofTruth): ProofCheck {
  if (text.length > MOST_CHARACTERS) {
    return malformed(
      `The proof has ${text.length} characters, more than the ${MOST_CHARACTERS} that a proof can have.`,
    );
  }
  try {
    const proof = parseTlogProof(text);
    const note = parseNote(proof.checkpoint);
    const checkpoint = parseCheckpoint(note.text);
    const tree = truth.treeOf(checkpoint.origin);
    if (tree === undefined) return foreign(`The checkpoint is about another log: ${checkpoint.origin}.`);
    const isSigned = verifyNote(note, truth.keys).length > 0;
    if (!isSigned) return foreign('The checkpoint is signed by no key of this log.');
    return checkAgainstTree(proof, checkpoint, tree, truth);
  } catch (error) {
    if (error instanceof EvidenceFormatError) return malformed(error.message);
    throw error;
  }
}

function checkAgainstTree(
  { index, hashes }: TlogProof,
  { size, root }: Checkpoint,
  tree: LedgerTree,
  { leaf, position }: ProofTruth,
): ProofCheck {
  const verdict = verifyInclusion({ index, size, leaf, root }, hashes);
  if (verdict.outcome === 'refuted') return refuted(`The proof does not hold for this event: ${verdict.reason}.`);
  if (size > tree.size) {
    return refuted(`The checkpoint covers ${size} events, but the log has only ${tree.size}: it was cut or restored.`);
  }
  if (!isSameHash(tree.root(size), root)) {
    return refuted(`The log has other events among its first ${size} than the checkpoint: it was altered.`);
  }
  if (tree.positionOf(index) !== position) {
    return refuted(`The proof is of leaf ${index}, which is another event than the one at position ${position}.`);
  }
  return { outcome: 'PROVED', reason: null };
}

function malformed(reason: string): ProofCheck {
  return { outcome: 'MALFORMED', reason };
}

function foreign(reason: string): ProofCheck {
  return { outcome: 'FOREIGN', reason };
}

function refuted(reason: string): ProofCheck {
  return { outcome: 'REFUTED', reason };
}
