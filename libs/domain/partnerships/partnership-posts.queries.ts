import type { Session } from '#platform/sessions';
import { absencesOf } from './appointments.queries.js';
import { inPost, isAbsent, type GatewayPartnership } from './gateway-partnership.js';
import { currentPartnerships } from './partnership.queries.js';

/** Who holds the posts of a partnership, and whose it is while nobody does. */
export type PartnershipPosts = Pick<
  GatewayPartnership,
  'status' | 'leadAuthorityId' | 'accountManager' | 'shadow' | 'accountManagerAbsent'
>;

/**
 * By organisation: the posts of the partnership that it has or is about to have, on the session's day. As many queries
 * for many organisations as for one.
 */
export async function findPartnershipPosts(
  session: Session,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, PartnershipPosts>> {
  const partnerships = await currentPartnerships(session, organisationIds);
  const absences = await absencesOf.load(
    session,
    [...partnerships.values()].map(({ id }) => id),
  );
  return new Map(
    [...partnerships].map(([organisationId, row]): [string, PartnershipPosts] => [
      organisationId,
      {
        status: row.status,
        leadAuthorityId: row.leadAuthorityId,
        accountManager: inPost(row.accountManagerId, row.accountManagerAuthorityId),
        shadow: inPost(row.shadowId, row.shadowAuthorityId),
        accountManagerAbsent: isAbsent(absences.get(row.id) ?? [], row.accountManagerId, session.today),
      },
    ]),
  );
}
