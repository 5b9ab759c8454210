import { reject } from '#platform/event-sourcing';
import type { KnownPartnership, Tenure } from './partnership.state.js';
import { holderOf } from './partnership.state.js';
import type { AppointmentRole } from './partnership.vocabulary.js';

/** Somebody who is to hold a post. */
export type Holder = Pick<Tenure, 'role' | 'officerId' | 'authorityId' | 'side' | 'basis' | 'from'> & {
  readonly region?: string | undefined;
};

/**
 * The post that an appointment fills, which one officer holds at a time: one account manager and one shadow, one
 * partnership manager of each authority, one liaison officer for each region.
 */
export function postOf({
  role,
  authorityId,
  region,
}: {
  readonly role: AppointmentRole;
  readonly authorityId: string;
  readonly region?: string | null | undefined;
}): string {
  switch (role) {
    case 'ACCOUNT_MANAGER':
    case 'SHADOW_ACCOUNT_MANAGER':
      return role;
    case 'PARTNERSHIP_MANAGER':
      return `${role} ${authorityId}`;
    case 'LIAISON_OFFICER':
      return `${role} ${region?.toLowerCase() ?? ''}`;
  }
}

const COUNTERPART: Partial<Record<AppointmentRole, AppointmentRole>> = {
  ACCOUNT_MANAGER: 'SHADOW_ACCOUNT_MANAGER',
  SHADOW_ACCOUNT_MANAGER: 'ACCOUNT_MANAGER',
};

/** Whether this officer may hold this post, beside those who hold the others. */
export function refuseHolder(holder: Holder, state: KnownPartnership, former: Tenure | undefined) {
  const basis = refuseBasis(holder, state);
  if (basis) return basis;
  const counterpartRole = COUNTERPART[holder.role];
  if (counterpartRole === undefined) return undefined;
  if (holder.side === 'OTHER') {
    return reject(
      'SIDE_NOT_FITTING',
      'The account manager and the shadow come from HSE or from a local authority; this officer is from neither.',
      ['officerId'],
    );
  }
  const counterpart = holderOf(state, counterpartRole);
  return counterpart && counterpart !== former ? refuseBeside(holder, counterpart, state.bothEnforce) : undefined;
}

function refuseBasis({ role, basis, authorityId }: Holder, state: KnownPartnership) {
  if (basis === 'APPOINTED') return undefined;
  if (role === 'ACCOUNT_MANAGER' && state.leadSide === 'LOCAL_AUTHORITY' && state.earlierScheme) {
    if (authorityId === state.leadAuthorityId) return undefined;
    return reject(
      'SIDE_NOT_FITTING',
      'The lead of the earlier scheme is an officer of the authority that leads here.',
      ['officerId'],
    );
  }
  return reject(
    'SIDE_NOT_FITTING',
    'Only the account manager of a partnership that a local authority leads, and that succeeds or coexists with an arrangement of an earlier scheme, can be appointed as its lead there.',
    ['basis'],
  );
}

/** Where both sides enforce, each of them has somebody who knows: account manager or shadow. */
function refuseBeside(holder: Holder, counterpart: Tenure, bothEnforce: boolean) {
  const other = counterpart.role === 'ACCOUNT_MANAGER' ? 'account manager' : 'shadow account manager';
  if (counterpart.officerId === holder.officerId) {
    return reject('ONE_PERSON_TWO_POSTS', `This officer is the ${other}, and cannot hold both posts.`, ['officerId']);
  }
  if (!bothEnforce || counterpart.side !== holder.side) return undefined;
  return reject(
    'SIDE_NOT_FITTING',
    `The ${other} is from ${holder.side === 'HSE' ? 'HSE' : 'a local authority'}. Where HSE and local authorities both enforce, account manager and shadow come from different sides.`,
    ['officerId'],
  );
}
