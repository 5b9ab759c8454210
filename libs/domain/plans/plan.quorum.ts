import type { Quorum, Seat, SeatHolder } from '#platform/agreements';
import type { LeadSide } from '#domain/partnerships';

/** What the quorum of a plan is derived from. */
export interface QuorumCase {
  readonly organisationId: string;
  readonly leadSide: LeadSide;
  readonly bothEnforce: boolean;
  /** The authority that the shadow account manager is appointed for; `undefined`: there is none. */
  readonly shadowAuthorityId: string | undefined;
}

/**
 * Who must agree to a plan: the account manager, the organisation and, where HSE and local authorities both enforce,
 * the other one of them. The first two write the plan and may agree to what they wrote; the other regulator has to look
 * at it with fresh eyes.
 */
export function planQuorum(given: QuorumCase): Quorum {
  const { organisationId } = given;
  const accountManager: Seat = {
    key: 'ACCOUNT_MANAGER',
    label: 'The account manager, or whoever acts in the post',
    persons: 1,
    holders: [{ kind: 'POST', post: 'ACCOUNT_MANAGER', organisationId }],
    authorMayAgree: true,
  };
  const organisation: Seat = {
    key: 'ORGANISATION',
    label: 'A representative of the organisation',
    persons: 1,
    holders: [{ kind: 'ROLE', partyKind: 'ORGANISATION', partyId: organisationId, role: 'REPRESENTATIVE' }],
    authorMayAgree: true,
  };
  return {
    rule: 'plan.1',
    seats: [accountManager, organisation, ...(given.bothEnforce ? [otherRegulator(given)] : [])],
  };
}

function otherRegulator({ organisationId, leadSide, shadowAuthorityId }: QuorumCase): Seat {
  const [who, lead] = leadOfOther(leadSide, shadowAuthorityId);
  return {
    key: 'OTHER_REGULATOR',
    label: `For the other regulator: the shadow account manager, or ${who}`,
    persons: 1,
    holders: [{ kind: 'POST', post: 'SHADOW_ACCOUNT_MANAGER', organisationId }, lead],
    authorMayAgree: false,
  };
}

/** Where HSE leads, no single council is the other regulator, but for the shadow's; without one their coordinator is. */
function leadOfOther(leadSide: LeadSide, shadowAuthorityId: string | undefined): readonly [string, SeatHolder] {
  if (leadSide === 'LOCAL_AUTHORITY') {
    return ['a lead of HSE', { kind: 'ROLE', partyKind: 'HSE', role: 'LEAD' }];
  }
  if (shadowAuthorityId === undefined) {
    return ['a lead of the coordinating body', { kind: 'ROLE', partyKind: 'COORDINATING_BODY', role: 'LEAD' }];
  }
  return [
    'a lead of the shadow’s authority',
    { kind: 'ROLE', partyKind: 'LOCAL_AUTHORITY', partyId: shadowAuthorityId, role: 'LEAD' },
  ];
}
