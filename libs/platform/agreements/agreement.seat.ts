import type { Decision } from '#platform/event-sourcing';
import {
  alreadyAgreed,
  authorCannotAgree,
  objectionOpen,
  onePersonTwoSeats,
  seatNeeded,
  seatNotYours,
  seatTaken,
  seatUnknown,
  type AgreementRejection,
} from './agreement.rejections.js';
import { missingIn, openObjections, type Agreement } from './agreement.state.js';
import { maySit, type Participant, type Seat } from './quorum.js';
import { samePerson, type Signatory } from './signatory.js';

type Refusal = Extract<Decision<never, AgreementRejection>, { outcome: 'rejected' }>;

/** The seat in which somebody speaks, or why there is none. */
export type Seating = { readonly seat: Seat } | { readonly refusal: Decision<never, AgreementRejection> };

/**
 * The seat that the participant names and may take; without a name, the only one that the participant may take, or the
 * only one of those in which somebody is still missing.
 */
export function findSeat(agreement: Agreement, key: string | undefined, participant: Participant): Seating {
  const { seats } = agreement.quorum;
  if (key !== undefined) {
    const named = seats.find((seat) => seat.key === key);
    if (!named) return { refusal: seatUnknown(agreement, key) };
    return maySit(named, participant) ? { seat: named } : { refusal: seatNotYours([named]) };
  }
  const own = seats.filter((seat) => maySit(seat, participant));
  const [only, second] = own;
  if (!only) return { refusal: seatNotYours(seats) };
  if (!second) return { seat: only };
  const [missing, another] = own.filter((seat) => missingIn(agreement, seat) > 0);
  return missing && !another ? { seat: missing } : { refusal: seatNeeded(own) };
}

/** Why this person cannot agree in this seat; `undefined` when nothing stands against it. */
export function refuseInSeat(
  agreement: Agreement,
  seat: Seat,
  person: Signatory,
): Refusal | Decision<never, AgreementRejection> | undefined {
  const before = agreement.given.find(({ by }) => samePerson(by, person));
  if (before?.seat === seat.key) return alreadyAgreed(agreement);
  if (before) return onePersonTwoSeats(agreement.quorum.seats.find(({ key }) => key === before.seat));
  if (!seat.authorMayAgree && agreement.authors.some((author) => samePerson(author, person))) {
    return authorCannotAgree(seat);
  }
  if (missingIn(agreement, seat) === 0) return seatTaken(seat);
  const objection = openObjections(agreement).find((each) => each.seat === seat.key);
  return objection && objectionOpen(objection.number);
}
