import { actingOfficer, type Posts } from '#domain/partnerships';
import type { Capacity, ContactPoint } from './gateway.advice.js';
import type { GatewayFacts, GatewayQuestion, PartnershipFacts } from './gateway.question.js';

export type ActivePartnership = PartnershipFacts & { readonly status: 'ACTIVE' };

/** Only an active partnership guides contacts: one that is considered, suspended or concluded does not. */
export function isActive(partnership: PartnershipFacts | undefined): partnership is ActivePartnership {
  return partnership?.status === 'ACTIVE';
}

interface OfficerActing<Holder> {
  readonly capacity: Exclude<Capacity, 'LEAD_AUTHORITY'>;
  readonly holder: Holder;
}

/** Who acts in the posts at the moment, in the gateway's words; `undefined`: no officer. */
export function officerActing<Holder>(posts: Posts<Holder>): OfficerActing<Holder> | undefined {
  const acting = actingOfficer(posts);
  if (!acting) return undefined;
  return { capacity: acting.capacity === 'SHADOW' ? 'SHADOW_ACCOUNT_MANAGER' : acting.capacity, holder: acting.post };
}

/** Who acts for the partnership at the moment: where no officer does, the lead authority. */
export function actingContactPoint(partnership: PartnershipFacts): ContactPoint {
  const acting = officerActing(partnership);
  if (!acting) return { capacity: 'LEAD_AUTHORITY', authorityId: partnership.leadAuthorityId };
  const { officerId, authorityId } = acting.holder;
  return { capacity: acting.capacity, officerId, authorityId };
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
