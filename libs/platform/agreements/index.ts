export {
  agreementCommands,
  isAgreementCommand,
  type AgreementCommand,
  type AgreementCommandOf,
} from './agreement.commands.js';
export {
  decideAgreement,
  hasLapsed,
  seekAgreement,
  voidAgreement,
  type AgreementDecision,
  type Sought,
} from './agreement.decisions.js';
export {
  agreementEvents,
  type AgreementDeadline,
  type AgreementEvent,
  type AgreementEventOf,
} from './agreement.events.js';
export type { AgreementRejection } from './agreement.rejections.js';
export {
  evolveAgreement,
  isAgreementEvent,
  isReached,
  missingSeats,
  openObjections,
  type Agreement,
  type AgreementStatus,
} from './agreement.state.js';
export {
  holds,
  maySit,
  quorumSchema,
  seatSchema,
  type HeldPost,
  type Participant,
  type Participation,
  type Quorum,
  type Seat,
  type SeatHolder,
  SEAT_ROLES,
} from './quorum.js';
export { samePerson, signatoryOf, signatorySchema, type Signatory } from './signatory.js';
