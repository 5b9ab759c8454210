/** What is wrong with evidence. */
export const FAULT_KINDS = {
  FILE_MISSING: 'a file that the bundle must have is not there',
  FILE_EXTRA: 'there is a file that does not belong to the bundle',
  FILE_ALTERED: 'a file is not the one that the manifest lists',
  FILE_MALFORMED: 'a file is not in its format',
  KEY_FOREIGN: 'none of the keys that are trusted has signed',
  SIGNATURE_INVALID: 'a signature is not by the key that it names',
  QUORUM_SHORT: 'fewer witnesses have signed than the policy asks for',
  LOG_FORKED: 'a checkpoint that was known commits to another history',
  LOG_OLDER: 'a checkpoint that was known commits to a longer history',
  UNPROVED: 'what would prove it is not in the bundle',
  EVENT_ALTERED: 'an event is not what was recorded',
  EVENT_MISSING: 'events were left out',
  EVENT_ADDED: 'an event is not in the log',
  EVENT_MOVED: 'an event is at the wrong place',
  TILE_ALTERED: 'hashes of the tree are not the ones that were signed',
  ENTRY_ALTERED: 'a leaf entry is not the one that was signed',
  PROOF_REFUTED: 'a proof does not lead to the signed root',
  HISTORY_REWRITTEN: 'the events do not lead to the signed root',
  PARTNERSHIP_DIFFERS: 'a checkpoint of a partnership does not fit its events',
  PARTNERSHIP_UNCOVERED: 'events of a partnership are beyond its last checkpoint',
  AGREEMENT_DIFFERS: 'an agreement names other content than was recorded',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

/** The first fault that was found. */
export interface EvidenceFault {
  readonly kind: FaultKind;
  /** Where: a file, a line, a position. */
  readonly place: string;
  /** A sentence: what is wrong there. */
  readonly message: string;
}

/** Ends a verification at the first fault; its caller turns it into an answer. */
export class FaultFound extends Error {
  override readonly name = 'FaultFound';
  constructor(readonly fault: EvidenceFault) {
    super(`${fault.place}: ${fault.message}`);
  }
}

export function faulty(kind: FaultKind, place: string, message: string): FaultFound {
  return new FaultFound({ kind, place, message });
}
