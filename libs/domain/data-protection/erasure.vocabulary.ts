/** On what ground personal data is erased (UK GDPR, Article 17(1)). */
export const GROUNDS_TO_ERASE = [
  /** No longer needed for what it was recorded for. */
  'NO_LONGER_NEEDED',
  'CONSENT_WITHDRAWN',
  'OBJECTION_UPHELD',
  'UNLAWFULLY_PROCESSED',
  /** A law or a court requires it. */
  'LEGAL_DUTY_TO_ERASE',
  /** The period for which the class of data is kept has ended. */
  'RETENTION_ENDED',
] as const;
export type GroundToErase = (typeof GROUNDS_TO_ERASE)[number];

/** On what ground an erasure is refused (UK GDPR, Articles 12(5), 12(6) and 17(3)). */
export const GROUNDS_TO_KEEP = [
  'LEGAL_OBLIGATION',
  'PUBLIC_TASK',
  'LEGAL_CLAIMS',
  'ARCHIVING_OR_RESEARCH',
  'FREEDOM_OF_EXPRESSION',
  /** Still needed for what it was recorded for, and none of the grounds to erase applies. */
  'STILL_NEEDED',
  /** Whoever asked could not be identified as the person concerned. */
  'IDENTITY_NOT_SHOWN',
  'MANIFESTLY_UNFOUNDED_OR_EXCESSIVE',
] as const;
export type GroundToKeep = (typeof GROUNDS_TO_KEEP)[number];

/** For these the period of retention does not have to have ended. */
export const BEFORE_RETENTION_ENDS: readonly GroundToErase[] = ['UNLAWFULLY_PROCESSED', 'LEGAL_DUTY_TO_ERASE'];

/** Who wants the erasure. */
export const REQUESTERS = ['PERSON_CONCERNED', 'CONTROLLER'] as const;
export type Requester = (typeof REQUESTERS)[number];

export const ERASURE_STATUSES = [
  'REQUESTED',
  'REFUSED',
  'WITHDRAWN',
  'GRANTED',
  /** Begun: nothing personal can be recorded about the subjects any more. */
  'UNDER_WAY',
  'COMPLETED',
] as const;
export type ErasureStatus = (typeof ERASURE_STATUSES)[number];

/** How many subjects one erasure can name: the records of one person, or a batch that retention proposes. */
export const MOST_SUBJECTS = 100;
