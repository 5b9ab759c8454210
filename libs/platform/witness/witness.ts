import {
  EvidenceFormatError,
  parseCheckpoint,
  noteText,
  parseNote,
  signatureLine,
  signNote,
  verifyNote,
  type Checkpoint,
  type NoteSignature,
  type NoteSignerKey,
  type NoteVerifierKey,
  type SignedNote,
} from '#platform/ledger';
import { decideAddCheckpoint, type AddCheckpointDecision } from './add-checkpoint.decision.js';
import { parseAddCheckpoint, type AddCheckpointRequest } from './add-checkpoint.request.js';
import type { Contradiction, WitnessStore } from './witness-store.js';

/** What `add-checkpoint` is answered with over HTTP. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: string;
  readonly body: string;
}

export interface WitnessParts {
  readonly store: WitnessStore;
  /** The keys of the logs that are watched, by origin: the name of a log's key is its origin. */
  readonly logKeys: readonly NoteVerifierKey[];
  readonly clock: () => Date;
  readonly sign: (text: string, seconds: number) => NoteSignature;
  /** Told of each answer, and of what a refused checkpoint says about its log. */
  readonly onAnswer?: (answer: WitnessAnswer, contradiction: Contradiction | undefined) => void;
}

const TEXT = 'text/plain; charset=utf-8';
/** By which a log that believes in another size learns the one to prove from. */
export const SIZE_TYPE = 'text/x.tlog.size';

export function signingWith(key: NoteSignerKey): WitnessParts['sign'] {
  return (text, seconds) => signNote(text, key, seconds);
}

/**
 * Cosigns checkpoints of the logs it watches: each only when the tree goes on from the one before
 * (https://c2sp.org/tlog-witness). It never cosigns two trees of one log that contradict one another.
 */
export class Witness {
  constructor(private readonly parts: WitnessParts) {}

  addCheckpoint(body: Uint8Array): WitnessAnswer {
    const { answer, contradiction } = this.#answer(body);
    this.parts.onAnswer?.(answer, contradiction);
    return answer;
  }

  /** What was cosigned last of a log: the signed checkpoint and the cosignature, as it was given then. */
  cosigned(origin: string): string | undefined {
    const last = this.parts.store.last(origin);
    if (!last) return undefined;
    const { text: signed, signatures } = parseNote(last.checkpoint);
    // Ed25519 has one signature for one text: this one is the same as then.
    return noteText({ text: signed, signatures: [...signatures, this.parts.sign(signed, last.cosignedAt)] });
  }

  #answer(body: Uint8Array): Answered {
    try {
      const request = parseAddCheckpoint(body);
      const note = parseNote(request.checkpoint);
      const checkpoint = parseCheckpoint(note.text);
      const keys = this.parts.logKeys.filter(({ name }) => name === checkpoint.origin);
      const refusal = refusalOf(note, keys);
      if (refusal) return { answer: refusal };
      return this.#decide({ request, checkpoint, note: withSignaturesOf(keys, note) }, Buffer.from(body).toString());
    } catch (error) {
      if (!(error instanceof EvidenceFormatError)) throw error;
      return { answer: text(400, error.message) };
    }
  }

  /** Check and record are one: a request that comes meanwhile sees what this one left. */
  #decide({ request, checkpoint, note }: Checked, sent: string): Answered {
    const { store, clock, sign } = this.parts;
    const { origin, size, root } = checkpoint;
    const decided = store.atomically(() => {
      const last = store.last(origin);
      const decision = decideAddCheckpoint(last, { ...request, checkpoint });
      const at = Math.floor(clock().getTime() / 1000);
      if (decision.outcome === 'cosign') {
        // Asked again for the same one, there is nothing to remember: nobody can keep the disk busy by repeating it.
        if (last?.size !== size) store.record({ origin, size, root, checkpoint: noteText(note), cosignedAt: at });
        return { decision, at };
      }
      if (!last || !isContradiction(decision)) return { decision, at };
      const { outcome: kind, reason } = decision;
      const contradiction = { origin, kind, at, reason, cosigned: last.checkpoint, request: sent };
      store.keepContradiction(contradiction);
      return { decision, at, contradiction };
    });
    const { decision, at, contradiction } = decided;
    if (decision.outcome !== 'cosign') return { answer: refused(decision), contradiction };
    // Signed only now, when it is on the disk: no cosignature is ever out that the witness has forgotten.
    return { answer: { status: 200, contentType: TEXT, body: signatureLine(sign(note.text, at)) } };
  }
}

interface Answered {
  readonly answer: WitnessAnswer;
  readonly contradiction?: Contradiction | undefined;
}

interface Checked {
  readonly request: AddCheckpointRequest;
  readonly checkpoint: Checkpoint;
  readonly note: SignedNote;
}

function refusalOf(note: SignedNote, keys: readonly NoteVerifierKey[]): WitnessAnswer | undefined {
  if (keys.length === 0) return text(404, 'This witness does not watch that log.');
  try {
    if (verifyNote(note, keys).length > 0) return undefined;
  } catch (error) {
    if (!(error instanceof EvidenceFormatError)) throw error;
    return text(403, error.message);
  }
  return text(403, 'None of the signatures is by a key of the log that this witness trusts.');
}

/** Anybody can add signatures of others to a note: what is kept is what was checked. */
function withSignaturesOf(keys: readonly NoteVerifierKey[], note: SignedNote): SignedNote {
  const isTheirs = ({ name, keyId }: NoteSignature) => keys.some((key) => key.name === name && key.keyId === keyId);
  return { text: note.text, signatures: note.signatures.filter(isTheirs) };
}

type Refused = Exclude<AddCheckpointDecision, { readonly outcome: 'cosign' }>;
type Contradicting = Extract<AddCheckpointDecision, { readonly outcome: 'forked' | 'not-consistent' }>;

function isContradiction(decision: AddCheckpointDecision): decision is Contradicting {
  return decision.outcome === 'forked' || decision.outcome === 'not-consistent';
}

function refused(decision: Refused): WitnessAnswer {
  switch (decision.outcome) {
    case 'old-size-beyond':
      return text(400, `Not cosigned: ${decision.reason}.`);
    case 'other-old-size':
      return { status: 409, contentType: SIZE_TYPE, body: `${decision.size}\n` };
    case 'forked':
      return text(409, `Not cosigned: ${decision.reason}.`);
    case 'not-consistent':
      return text(422, `Not cosigned: ${decision.reason}.`);
  }
}

function text(status: WitnessAnswer['status'], sentence: string): WitnessAnswer {
  return { status, contentType: TEXT, body: `${sentence}\n` };
}
