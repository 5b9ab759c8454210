import { reject } from '#platform/event-sourcing';
import type { Digest } from '#platform/values';
import type { Agreement } from './agreement.state.js';
import type { Seat } from './quorum.js';

export type AgreementRejection =
  | 'AGREEMENT_NOT_SOUGHT'
  | 'CONTENT_CHANGED'
  | 'AGREEMENT_REACHED'
  | 'AGREEMENT_LAPSED'
  | 'DEADLINE_AHEAD'
  | 'SEAT_UNKNOWN'
  | 'SEAT_NEEDED'
  | 'SEAT_NOT_YOURS'
  | 'SEAT_TAKEN'
  | 'ONE_PERSON_TWO_SEATS'
  | 'AUTHOR_CANNOT_AGREE'
  | 'ALREADY_AGREED'
  | 'NOT_AGREED'
  | 'OBJECTION_OPEN'
  | 'OBJECTION_UNKNOWN'
  | 'ALREADY_OBJECTED'
  | 'ALREADY_SETTLED'
  | 'TOO_MANY_OBJECTIONS';

export const notSought = () =>
  reject('AGREEMENT_NOT_SOUGHT', 'Nothing is put forward for agreement at the moment. Put a version forward first.');

export const contentChanged = (agreement: Agreement, named: { readonly version: number; readonly digest?: Digest }) =>
  reject(
    'CONTENT_CHANGED',
    `You name version ${named.version}${named.digest ? ` with the digest ${named.digest}` : ''}. Put forward is version ` +
      `${agreement.version} with the digest ${agreement.digest}: read that one and decide on it.`,
    [named.version === agreement.version ? 'digest' : 'version'],
  );

export const alreadyReached = ({ version }: Agreement) =>
  reject('AGREEMENT_REACHED', `All have agreed to version ${version} already. A change needs a new version.`);

export const lapsed = ({ version, deadline }: Agreement) =>
  reject(
    'AGREEMENT_LAPSED',
    `The time to agree to version ${version} ended${deadline ? ` with ${deadline.lastDay}` : ''}. It can be put forward again.`,
  );

export const seatUnknown = (agreement: Agreement, key: string) =>
  reject(
    'SEAT_UNKNOWN',
    `${key} need not agree to this version. Those who must are: ${keys(agreement.quorum.seats)}.`,
    ['seat'],
  );

export const seatNeeded = (seats: readonly Seat[]) =>
  reject('SEAT_NEEDED', `You can speak for more than one of those who must agree. Say for which: ${keys(seats)}.`, [
    'seat',
  ]);

export const seatNotYours = (seats: readonly Seat[]) =>
  reject(
    'SEAT_NOT_YOURS',
    `You do not speak for ${seats.length === 1 ? 'this one' : 'any'} of those who must agree: ` +
      `${seats.map(({ key, label }) => `${key} (${label})`).join('; ')}.`,
    ['seat'],
  );

export const seatTaken = ({ label, persons }: Seat) =>
  reject(
    'SEAT_TAKEN',
    `${label}: ${persons === 1 ? 'somebody has' : `${persons} persons have`} agreed already, and no more are needed.`,
    ['seat'],
  );

export const onePersonTwoSeats = (other: Seat | undefined) =>
  reject(
    'ONE_PERSON_TWO_SEATS',
    `You have agreed${other ? ` as ${other.key} (${other.label})` : ' for another party'} already. ` +
      'One person never counts for two; somebody else must speak here.',
    ['seat'],
  );

export const authorCannotAgree = ({ label }: Seat) =>
  reject('AUTHOR_CANNOT_AGREE', `You worked on this version. Somebody else must agree: ${label}.`, ['seat']);

export const alreadyAgreed = ({ version }: Agreement) =>
  reject('ALREADY_AGREED', `You have agreed to version ${version} already.`);

export const notAgreed = ({ version }: Agreement) =>
  reject('NOT_AGREED', `You have not agreed to version ${version}: there is nothing to take back.`);

export const objectionOpen = (objection: number) =>
  reject('OBJECTION_OPEN', `Your party's objection ${objection} is open. Say first how it was settled.`, ['seat']);

export const objectionUnknown = (agreement: Agreement, objection: number) =>
  reject('OBJECTION_UNKNOWN', `There is no objection ${objection} to version ${agreement.version}.`, ['objection']);

const keys = (seats: readonly Seat[]) => seats.map(({ key }) => key).join(', ');
