import type { Person } from '#platform/event-sourcing';
import type { IdOf } from '#platform/values';
import type { PlainDate } from '#platform/working-days';
import type { ConcernSettlement, LocalConcernEvent, SettlingSide } from './local-concern.events.js';

export const CONCERN_STATUSES = ['RAISED', 'REFERRED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'ENDED'] as const;
export type ConcernStatus = (typeof CONCERN_STATUSES)[number];

/** A proposal of one lead that the other has not confirmed. */
export interface OpenSettlement {
  readonly number: number;
  readonly settlement: ConcernSettlement;
  readonly side: SettlingSide;
  readonly by: Person;
}

export interface KnownConcern {
  readonly kind: 'known';
  readonly status: ConcernStatus;
  readonly authorityId: IdOf<'authority'>;
  readonly organisationId: IdOf<'organisation'>;
  readonly partnershipId: IdOf<'partnership'>;
  /** Whose lead settles the concern together with the lead of the authority that raised it. */
  readonly referredToAuthorityId: string | undefined;
  readonly proposal: OpenSettlement | undefined;
  /** The number of the last proposal; 0 when there was none. */
  readonly proposals: number;
  /** The day from which the accepted variation no longer counts. */
  readonly variationUntil: PlainDate | undefined;
}

export type LocalConcernState = { readonly kind: 'unknown' } | KnownConcern;

export function evolveConcern(state: LocalConcernState, event: LocalConcernEvent): LocalConcernState {
  if (event.type === 'LocalConcernRaised') {
    const { authorityId, organisationId, partnershipId } = event.data;
    return {
      kind: 'known',
      status: 'RAISED',
      authorityId,
      organisationId,
      partnershipId,
      referredToAuthorityId: undefined,
      proposal: undefined,
      proposals: 0,
      variationUntil: undefined,
    };
  }
  return state.kind === 'unknown' ? state : evolveKnown(state, event);
}

function evolveKnown(
  state: KnownConcern,
  event: Exclude<LocalConcernEvent, { type: 'LocalConcernRaised' }>,
): KnownConcern {
  switch (event.type) {
    case 'ElectedMemberNamed':
      return state;
    case 'LocalConcernAccepted':
      return { ...state, status: 'ACCEPTED', variationUntil: event.data.until };
    case 'LocalConcernDeclined':
      return { ...state, status: 'DECLINED' };
    case 'LocalConcernReferred':
      return { ...state, status: 'REFERRED', referredToAuthorityId: event.data.leadAuthorityId };
    case 'ConcernSettlementProposed':
      return { ...state, proposal: event.data, proposals: event.data.number };
    case 'ConcernSettlementConfirmed':
      return { ...state, proposal: undefined };
    case 'LocalConcernWithdrawn':
      return { ...state, status: 'WITHDRAWN', proposal: undefined };
    case 'LocalVariationEnded':
      return { ...state, status: 'ENDED' };
  }
}
