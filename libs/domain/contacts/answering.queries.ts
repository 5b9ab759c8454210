import { findPartnershipPosts, type PartnershipPosts } from '#domain/partnerships';
import type { Session } from '#platform/sessions';
import type { Capacity } from './gateway.advice.js';
import { officerActing } from './gateway.partnership.js';

/** In what capacity the caller answers for an organisation's partnership; `undefined`: in none. */
export async function answeringCapacity(session: Session, organisationId: string): Promise<Capacity | undefined> {
  const posts = (await findPartnershipPosts(session, [organisationId])).get(organisationId);
  return posts && capacityIn(session, posts);
}

/** Only an active partnership is answered for: by the officer who acts for it, else by the lead authority's lead. */
function capacityIn({ caller, standing }: Session, posts: PartnershipPosts): Capacity | undefined {
  const { officerId, roles } = caller;
  if (posts.status !== 'ACTIVE') return undefined;
  if (officerId !== undefined && posts.accountManager?.officerId === officerId) return 'ACCOUNT_MANAGER';
  const acting = officerActing(posts);
  if (acting) return acting.holder.officerId === officerId ? acting.capacity : undefined;
  const leads = roles.has('LEAD') && standing.ids('ownAuthorities').includes(posts.leadAuthorityId);
  return leads ? 'LEAD_AUTHORITY' : undefined;
}
