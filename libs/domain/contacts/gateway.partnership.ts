import type { ContactPoint } from './gateway.advice.js';
import type { GatewayFacts, GatewayQuestion, PartnershipFacts, PostHolder } from './gateway.question.js';

export type ActivePartnership = PartnershipFacts & { readonly status: 'ACTIVE' };

/** Only an active partnership guides contacts: one that is considered, suspended or concluded does not. */
export function isActive(partnership: PartnershipFacts | undefined): partnership is ActivePartnership {
  return partnership?.status === 'ACTIVE';
}

/** Who acts for the partnership at the moment: the account manager, the shadow in absence, else the lead authority. */
export function actingContactPoint(partnership: PartnershipFacts): ContactPoint {
  const { accountManager, shadow, accountManagerAbsent, leadAuthorityId } = partnership;
  if (accountManager && !accountManagerAbsent) return { capacity: 'ACCOUNT_MANAGER', ...holder(accountManager) };
  if (shadow) return { capacity: 'SHADOW_ACCOUNT_MANAGER', ...holder(shadow) };
  return { capacity: 'LEAD_AUTHORITY', authorityId: leadAuthorityId };
}

/** Whom the asker should turn to; nobody when there is no active partnership, or the asker is the one. */
export function contactPointOf(question: GatewayQuestion, { partnership }: GatewayFacts): ContactPoint | undefined {
  if (!isActive(partnership)) return undefined;
  const point = actingContactPoint(partnership);
  return point.officerId !== undefined && point.officerId === question.asker.officerId ? undefined : point;
}

/** True when the officer is the account manager, or acts as such while the account manager is absent. */
export function isAccountManaging(partnership: PartnershipFacts, officerId: string | undefined): boolean {
  if (officerId === undefined) return false;
  return partnership.accountManager?.officerId === officerId || actingContactPoint(partnership).officerId === officerId;
}

function holder({ officerId, authorityId }: PostHolder): PostHolder {
  return { officerId, authorityId };
}
