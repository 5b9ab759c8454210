import type { Digest } from '#platform/values';
import type { AgreementDeadline, AgreementEvent } from './agreement.events.js';
import type { Quorum, Seat } from './quorum.js';
import type { Signatory } from './signatory.js';

export type AgreementStatus = 'OPEN' | 'REACHED' | 'LAPSED' | 'VOIDED';

export interface GivenAgreement {
  readonly seat: string;
  readonly by: Signatory;
}

export interface Objection {
  readonly number: number;
  readonly seat: string;
  readonly by: Signatory;
  readonly reason: string;
  readonly settlement: string | undefined;
}

/** How far the agreement on one version is. An aggregate holds the one on the version that was put forward last. */
export interface Agreement {
  readonly version: number;
  readonly digest: Digest;
  readonly quorum: Quorum;
  readonly authors: readonly Signatory[];
  readonly deadline: AgreementDeadline | undefined;
  readonly status: AgreementStatus;
  readonly given: readonly GivenAgreement[];
  readonly objections: readonly Objection[];
}

const EVENT_NAMES: ReadonlySet<string> = new Set<AgreementEvent['type']>([
  'AgreementSought',
  'AgreementGiven',
  'AgreementTakenBack',
  'ObjectionRaised',
  'ObjectionSettled',
  'AgreementReached',
  'AgreementLapsed',
  'AgreementVoided',
]);

/** Tells these events from an aggregate's other ones. */
export function isAgreementEvent<Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, AgreementEvent> {
  return EVENT_NAMES.has(event.type);
}

/** The fold: what an event makes of the agreement. An aggregate's own events leave it as it is. */
export function evolveAgreement(agreement: Agreement | undefined, event: AgreementEvent): Agreement | undefined {
  if (event.type === 'AgreementSought') {
    const { version, digest, quorum, authors, deadline } = event.data;
    return { version, digest, quorum, authors, deadline, status: 'OPEN', given: [], objections: [] };
  }
  return agreement && evolveSought(agreement, event);
}

function evolveSought(agreement: Agreement, event: Exclude<AgreementEvent, { type: 'AgreementSought' }>): Agreement {
  switch (event.type) {
    case 'AgreementGiven': {
      const { seat, by } = event.data;
      return { ...agreement, given: [...agreement.given, { seat, by }] };
    }
    case 'AgreementTakenBack': {
      const { seat, by } = event.data;
      const given = agreement.given.filter((each) => each.seat !== seat || each.by.subject !== by.subject);
      return { ...agreement, given };
    }
    case 'ObjectionRaised': {
      const { objection: number, seat, by, reason } = event.data;
      const raised = { number, seat, by, reason, settlement: undefined };
      return { ...agreement, objections: [...agreement.objections, raised] };
    }
    case 'ObjectionSettled': {
      const { objection: number, settlement } = event.data;
      const settled = (each: Objection) => (each.number === number ? { ...each, settlement } : each);
      return { ...agreement, objections: agreement.objections.map(settled) };
    }
    case 'AgreementReached':
      return { ...agreement, status: 'REACHED' };
    case 'AgreementLapsed':
      return { ...agreement, status: 'LAPSED' };
    case 'AgreementVoided':
      return { ...agreement, status: 'VOIDED' };
  }
}

/** How many persons have still to agree in a seat. */
export function missingIn({ given }: Agreement, { key, persons }: Seat): number {
  return Math.max(0, persons - given.filter(({ seat }) => seat === key).length);
}

/** The seats in which somebody has still to agree, in their order. */
export function missingSeats(agreement: Agreement): readonly Seat[] {
  return agreement.quorum.seats.filter((seat) => missingIn(agreement, seat) > 0);
}

export function openObjections({ objections }: Agreement): readonly Objection[] {
  return objections.filter(({ settlement }) => settlement === undefined);
}

/** True when all who must agree have, and no objection is open. */
export function isReached(agreement: Agreement): boolean {
  return missingSeats(agreement).length === 0 && openObjections(agreement).length === 0;
}
